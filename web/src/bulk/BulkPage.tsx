import { Button, Skeleton } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { inspectTable } from '../api/bulk';
import { useTemplate, type PickedFile } from '../api/templates';
import type { Template } from '../api/types';
import type { JsonSchema } from '../forms/fields';
import { DownloadIcon, ExcelIcon } from '../icons';
import { PageHeader } from '../shell/PageHeader';
import { Failure } from '../states/Failure';
import { Places } from '../states/Places';
import { ApiError } from '../api/problem';
import { usePageTitle } from '../states/usePageTitle';
import { FileDrop } from '../files/FileDrop';
import { useDroppedFile } from '../files/useDroppedFile';
import { BulkStart } from './BulkStart';
import { emptyTable } from './emptyTable';

const accepted = '.csv,.xlsx,.txt,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** From a table to many documents: the table is looked at before anything is made. */
export function BulkPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const template = useTemplate(id);
  usePageTitle(t('bulk.title'));

  if (template.isPending) return <Skeleton height={260} radius="lg" role="status" aria-label={t('app.loading')} />;
  if (template.error) return <Failure error={template.error} onRetry={() => void template.refetch()} />;
  return (
    <>
      <PageHeader
        back={{ to: `/templates/${id}`, label: template.data.name }}
        title={t('bulk.title')}
        lead={t('bulk.lead')}
      />
      <BulkForm template={template.data} />
    </>
  );
}

function BulkForm({ template }: { template: Template }) {
  const { t } = useTranslation();
  const [file, setFile] = useState<PickedFile | null>(null);
  const inspection = useMutation({ mutationFn: (picked: PickedFile) => inspectTable(template.id, picked) });

  // Read whole at once, so that what was looked at is what is sent, even when Excel saves it again meanwhile.
  const take = async (chosen: File) => {
    const picked = { name: chosen.name, bytes: new Blob([await chosen.arrayBuffer()]) };
    setFile(picked);
    inspection.mutate(picked);
  };
  const over = useDroppedFile(true, (chosen) => void take(chosen));
  const words = inspection.data ? t('bulk.another') : t('bulk.choose');

  return (
    <>
      <FileDrop
        over={over}
        pending={inspection.isPending}
        accept={accepted}
        icons={<ExcelIcon size={40} strokeWidth={1.25} />}
        words={{ drop: t('bulk.dropHere'), choose: words, hint: t('bulk.dropHint') }}
        again={inspection.data !== undefined}
        onFile={(chosen) => void take(chosen)}
      >
        <SampleLink template={template} />
      </FileDrop>
      {inspection.error && <Refused error={inspection.error} />}
      {inspection.data && file && (
        <BulkStart key={inspection.submittedAt} template={template} file={file} found={inspection.data} />
      )}
    </>
  );
}

function Refused({ error }: { error: Error }) {
  const places = error instanceof ApiError ? error.fields : [];
  return (
    <div style={{ marginTop: '1rem' }}>
      {places.length > 0 ? <Places places={places.map(({ message }) => ({ location: '', message }))} /> : <Failure error={error} />}
    </div>
  );
}

function SampleLink({ template }: { template: Template }) {
  const { t } = useTranslation();
  const download = () => {
    const url = URL.createObjectURL(emptyTable(template.schema as JsonSchema, template.locale));
    const link = document.createElement('a');
    link.href = url;
    link.download = `${template.name}.csv`;
    link.click();
    URL.revokeObjectURL(url);
  };
  return (
    <Button variant="subtle" size="sm" leftSection={<DownloadIcon size={18} />} onClick={download} styles={{ label: { whiteSpace: 'normal' } }}>
      {t('bulk.sample')}
    </Button>
  );
}
