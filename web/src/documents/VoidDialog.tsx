import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useVoidDocument } from '../api/documents';
import type { Document } from '../api/types';
import { ConfirmDialog } from '../shell/ConfirmDialog';
import { notify, notifyError } from '../shell/notify';

interface Props {
  document: Document;
  opened: boolean;
  onClose: () => void;
}

export function VoidDialog({ document, opened, onClose }: Props) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const makeVoid = useVoidDocument(document.id);
  const number = document.number ?? '';

  return (
    <ConfirmDialog
      opened={opened}
      title={t('document.voidTitle', { number })}
      text={t('document.voidText')}
      confirm={t('document.void')}
      danger
      pending={makeVoid.isPending}
      disabled={reason.trim() === ''}
      onCancel={onClose}
      onConfirm={() =>
        makeVoid.mutate(reason.trim(), {
          onSuccess: () => {
            onClose();
            notify(t('document.voidDone', { number }));
          },
          onError: (error) => notifyError(t, error),
        })
      }
    >
      <Textarea
        mt="md"
        label={t('document.voidReason')}
        description={t('document.voidReasonHint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        required
        withAsterisk={false}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={500}
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}
