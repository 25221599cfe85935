import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useDeleteTemplate } from '../api/templates';
import type { Template } from '../api/types';
import { TrashIcon } from '../icons';
import { ConfirmDialog } from '../shell/ConfirmDialog';
import { notify, notifyError } from '../shell/notify';

export function DeleteButton({ template, onDeleted }: { template: Template; onDeleted: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const remove = useDeleteTemplate(template.id);
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button variant="subtle" color="red" leftSection={<TrashIcon size={18} />} onClick={() => setAsking(true)}>
        {t('app.delete')}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={t('editor.deleteTitle')}
        text={t('editor.deleteText', { name: template.name })}
        confirm={t('app.delete')}
        danger
        pending={remove.isPending}
        onCancel={() => setAsking(false)}
        onConfirm={() =>
          remove.mutate(undefined, {
            onSuccess: () => {
              onDeleted();
              notify(t('editor.deleted'));
              void navigate('/templates', { replace: true });
            },
            onError: (error) => notifyError(t, error),
          })
        }
      />
    </>
  );
}
