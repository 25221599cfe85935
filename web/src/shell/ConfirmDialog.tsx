import { Button, Group, Modal, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  opened: boolean;
  title: string;
  text: ReactNode;
  /** What has to be filled in before confirming. */
  children?: ReactNode;
  confirm: string;
  cancel?: string;
  danger?: boolean;
  pending?: boolean;
  disabled?: boolean;
  onConfirm: () => void;
  onCancel: () => void;
}

export function ConfirmDialog({
  opened,
  title,
  text,
  children,
  confirm,
  cancel,
  danger,
  pending,
  disabled,
  onConfirm,
  onCancel,
}: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onCancel}
      title={
        <Text span fw={650} size="lg">
          {title}
        </Text>
      }
      centered
      radius="lg"
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <Text c="dimmed">{text}</Text>
      {children}
      <Group justify="flex-end" mt="xl" gap="sm">
        <Button variant="default" onClick={onCancel} data-autofocus={children ? undefined : true}>
          {cancel ?? t('app.cancel')}
        </Button>
        <Button color={danger ? 'red' : undefined} loading={pending} disabled={disabled} onClick={onConfirm}>
          {confirm}
        </Button>
      </Group>
    </Modal>
  );
}
