import { Avatar, Text, UnstyledButton } from '@mantine/core';
import type { ComponentPropsWithRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me } from '../api/types';
import { ChevronUpDownIcon } from '../icons';
import css from './Shell.module.css';

export function AccountButton({ me, ...props }: { me: Me } & ComponentPropsWithRef<'button'>) {
  const { t } = useTranslation();
  return (
    <UnstyledButton {...props} className={css.accountButton} aria-label={`${t('app.account')}: ${me.user.name}`}>
      <Avatar name={me.user.name} color="pine" size={34} radius="md" />
      <span className={css.accountText}>
        <Text span display="block" size="sm" fw={600} truncate>
          {me.user.name}
        </Text>
        <Text span display="block" size="xs" c="dimmed" truncate>
          {me.organization.name}
        </Text>
      </span>
      <ChevronUpDownIcon size={16} className={css.accountChevron} />
    </UnstyledButton>
  );
}
