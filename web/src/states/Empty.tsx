import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Icon } from '../icons';
import css from './Empty.module.css';

interface Props {
  Icon: Icon;
  title: string;
  text?: string;
  action?: ReactNode;
  role?: 'alert' | 'status';
}

export function Empty({ Icon, title, text, action, role }: Props) {
  return (
    <div className={css.empty} role={role}>
      <span className={css.icon}>
        <Icon size={26} />
      </span>
      <Text fw={600} size="lg">
        {title}
      </Text>
      {text && (
        <Text c="dimmed" maw="26rem">
          {text}
        </Text>
      )}
      {action && <div className={css.action}>{action}</div>}
    </div>
  );
}
