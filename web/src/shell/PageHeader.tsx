import { Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { ChevronLeftIcon } from '../icons';
import css from './PageHeader.module.css';

interface Props {
  title: ReactNode;
  lead?: ReactNode;
  /** The lead says something of its own, so a phone shows it too. */
  keepLead?: boolean;
  back?: { to: string; label: string };
  actions?: ReactNode;
}

export function PageHeader({ title, lead, keepLead = false, back, actions }: Props) {
  return (
    <header className={css.header}>
      <div className={css.words}>
        {back && (
          <Link to={back.to} className={css.back}>
            <ChevronLeftIcon size={16} />
            {back.label}
          </Link>
        )}
        <Title order={1} className={css.title}>
          {title}
        </Title>
        {lead && (
          <Text component="div" c="dimmed" mt={4} className={keepLead ? undefined : css.lead}>
            {lead}
          </Text>
        )}
      </div>
      {actions && <Group gap="sm">{actions}</Group>}
    </header>
  );
}
