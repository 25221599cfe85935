import { Alert, Button, Loader, Skeleton, Stack, Text } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { useDeleteDocument, useDocument, useRetryDocument } from '../api/documents';
import type { Document } from '../api/types';
import { formatFull, formatNumber, formatSize, formatWhen } from '../i18n/format';
import { AlertIcon, CopyIcon, DownloadIcon, RetryIcon, TrashIcon } from '../icons';
import { ConfirmDialog } from '../shell/ConfirmDialog';
import { PageHeader } from '../shell/PageHeader';
import { notify, notifyError } from '../shell/notify';
import { Failure } from '../states/Failure';
import { usePageTitle } from '../states/usePageTitle';
import css from './DocumentPage.module.css';
import { StatusBadge } from './StatusBadge';

const PdfPreview = lazy(() => import('./PdfPreview'));

export function DocumentPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const query = useDocument(id);
  usePageTitle(query.data?.title);

  if (query.isPending) return <Loading />;
  if (query.error && !query.data) return <Failure error={query.error} onRetry={() => void query.refetch()} />;
  const document = query.data as Document;
  return (
    <>
      <PageHeader
        back={{ to: '/documents', label: t('nav.documents') }}
        title={document.title}
        keepLead
        lead={
          <span className={css.lead} aria-live="polite">
            <StatusBadge status={document.status} />
            <time dateTime={document.created_at}>{formatWhen(document.created_at)}</time>
          </span>
        }
      />
      <div className={css.columns}>
        <section className={css.content} aria-label={t('document.preview')}>
          {document.status === 'draft' && <Making />}
          {document.status === 'failed' && <Failed document={document} />}
          {document.status === 'ready' && <Preview document={document} onExpired={() => void query.refetch()} />}
        </section>
        <aside className={css.side} aria-label={t('document.details')}>
          {document.status === 'ready' && <Downloads document={document} />}
          <Details document={document} />
          <Actions document={document} />
        </aside>
      </div>
    </>
  );
}

function Making() {
  const { t } = useTranslation();
  return (
    <div className={css.making} role="status">
      <Loader size="md" />
      <Text fw={600} size="lg" mt="md">
        {t('document.making')}
      </Text>
      <Text c="dimmed">{t('document.makingText')}</Text>
    </div>
  );
}

function Failed({ document }: { document: Document }) {
  const { t } = useTranslation();
  const retry = useRetryDocument(document.id);
  return (
    <Alert color="red" variant="light" icon={<AlertIcon />} title={t('document.failedTitle')} role="alert" radius="lg">
      <Stack align="flex-start" gap="md">
        <Text>{document.failure || t('document.failedUnknown')}</Text>
        <Button
          leftSection={<RetryIcon size={18} />}
          loading={retry.isPending}
          onClick={() => retry.mutate(undefined, { onError: (error) => notifyError(t, error) })}
        >
          {t('document.retry')}
        </Button>
      </Stack>
    </Alert>
  );
}

function Preview({ document, onExpired }: { document: Document; onExpired: () => void }) {
  const { t } = useTranslation();
  const pdf = document.files.find((file) => file.format === 'pdf');
  if (!pdf) {
    return (
      <div className={css.making}>
        <Text c="dimmed">{t('document.noPdf')}</Text>
      </div>
    );
  }
  return (
    <Suspense fallback={<Skeleton radius="lg" style={{ aspectRatio: '210 / 297' }} />}>
      <PdfPreview key={`${document.id}-${document.updated_at}`} url={pdf.url} onExpired={onExpired} />
    </Suspense>
  );
}

function Downloads({ document }: { document: Document }) {
  const { t } = useTranslation();
  return (
    <div className={css.downloads}>
      {document.files.map((file, index) => {
        const format = file.format.toUpperCase();
        const size = formatSize(file.size);
        return (
          <Button
            key={file.format}
            component="a"
            href={file.url}
            download
            fullWidth
            variant={index === 0 ? 'filled' : 'default'}
            classNames={{ inner: css.downloadInner, label: css.downloadLabel }}
            leftSection={<DownloadIcon size={18} />}
            rightSection={
              <Text span size="sm" c="inherit" opacity={0.8} fw={400}>
                {size}
              </Text>
            }
            aria-label={t('document.downloadAs', { format, size })}
          >
            {format}
          </Button>
        );
      })}
    </div>
  );
}

function Details({ document }: { document: Document }) {
  const { t } = useTranslation();
  return (
    <dl className={css.details}>
      <div>
        <dt>{t('document.template')}</dt>
        <dd>
          <Link to={`/templates/${document.template_id}`}>{document.template_name}</Link>
          {`, ${t('document.version', { version: document.template_version })}`}
        </dd>
      </div>
      <div>
        <dt>{t('document.created')}</dt>
        <dd>{formatFull(document.created_at)}</dd>
      </div>
      {document.cost_tokens > 0 && (
        <div>
          <dt>{t('document.tokens')}</dt>
          <dd>{formatNumber(document.cost_tokens)}</dd>
        </div>
      )}
    </dl>
  );
}

function Actions({ document }: { document: Document }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const remove = useDeleteDocument(document.id);
  const [asking, setAsking] = useState(false);
  const { title, payload, formats } = document;
  return (
    <div className={css.actions}>
      <Button
        component={Link}
        to={`/templates/${document.template_id}`}
        state={{ earlier: { title, payload, formats } }}
        variant="subtle"
        color="gray"
        justify="flex-start"
        leftSection={<CopyIcon size={18} />}
      >
        {t('document.again')}
      </Button>
      <Button
        variant="subtle"
        color="red"
        justify="flex-start"
        leftSection={<TrashIcon size={18} />}
        onClick={() => setAsking(true)}
      >
        {t('document.delete')}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={t('document.deleteTitle')}
        text={t('document.deleteText', { title })}
        confirm={t('app.delete')}
        danger
        pending={remove.isPending}
        onCancel={() => setAsking(false)}
        onConfirm={() =>
          remove.mutate(undefined, {
            onSuccess: () => {
              notify(t('document.deleted'));
              void navigate('/documents', { replace: true });
            },
            onError: (error) => notifyError(t, error),
          })
        }
      />
    </div>
  );
}

function Loading() {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t('app.loading')}>
      <Skeleton height={32} width="60%" mb="sm" />
      <Skeleton height={20} width="30%" mb="xl" />
      <div className={css.columns}>
        <Skeleton radius="lg" style={{ aspectRatio: '210 / 297' }} />
        <Skeleton height={180} radius="lg" />
      </div>
    </div>
  );
}
