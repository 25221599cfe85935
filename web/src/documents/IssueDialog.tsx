import { Alert, NativeSelect, Skeleton, Text } from '@mantine/core';
import { useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { newIdempotencyKey } from '../api/client';
import { useIssueDocument } from '../api/documents';
import { useSeries } from '../api/series';
import { kindOf, type Document, type Series } from '../api/types';
import { AlertIcon } from '../icons';
import { ConfirmDialog } from '../shell/ConfirmDialog';
import { notify, notifyError } from '../shell/notify';

interface Props {
  document: Document;
  opened: boolean;
  onClose: () => void;
}

/** Asks before a document gets its number, and says which one it will be. */
export function IssueDialog({ document, opened, onClose }: Props) {
  const { t } = useTranslation();
  const all = useSeries();
  const issue = useIssueDocument(document.id);
  // Pressing the button again after a lost answer must not look like a second wish.
  const [key] = useState(newIdempotencyKey);
  const [chosen, setChosen] = useState('');
  const choices = seriesOf(document, all.data?.items);
  const series = choices.find((each) => each.id === chosen) ?? choices[0];

  const confirm = () =>
    issue.mutate(
      { key, ...(chosen && { series_id: chosen }) },
      {
        onSuccess: (issued) => {
          onClose();
          notify(t('document.issued', { number: issued.number }));
        },
        onError: (error) => notifyError(t, error),
      },
    );

  return (
    <ConfirmDialog
      opened={opened}
      title={t('document.issueTitle')}
      text={
        series ? (
          <Trans
            i18nKey="document.issueText"
            values={{ number: series.next_number }}
            components={{ b: <strong style={{ color: 'var(--k-text)', whiteSpace: 'nowrap' }} /> }}
          />
        ) : (
          all.isPending && <Skeleton component="span" height={44} display="block" />
        )
      }
      confirm={t(`document.issue.${kindOf(document.kind)}`)}
      pending={issue.isPending}
      disabled={!series}
      onCancel={onClose}
      onConfirm={confirm}
    >
      {all.error && !series && (
        <Alert color="red" variant="light" icon={<AlertIcon />}>
          {t('document.issueFailed')}
        </Alert>
      )}
      {document.remarks && document.remarks.length > 0 && (
        <Text mt="md" c="var(--k-warn)">
          {t('document.checkBefore', { count: document.remarks.length })}
        </Text>
      )}
      {choices.length > 1 && (
        <NativeSelect
          mt="md"
          label={t('document.issueSeries')}
          value={series?.id}
          data={choices.map((each) => ({ value: each.id, label: `${each.name} · ${each.next_number}` }))}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
      )}
    </ConfirmDialog>
  );
}

/** The default one first: the number comes from there unless another is chosen. */
export function seriesOf(document: Document, all: Series[] = []): Series[] {
  return all.filter((each) => each.kind === document.kind).sort((a, b) => Number(b.is_default) - Number(a.is_default));
}
