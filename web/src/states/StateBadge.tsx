import { Badge } from '@mantine/core';
import type { ReactNode } from 'react';
import css from './StateBadge.module.css';

export type Tone = 'good' | 'busy' | 'waiting' | 'bad' | 'quiet';

/** How something stands: a word, its sign, and a colour for who glances. */
export function StateBadge({ tone, icon, children }: { tone: Tone; icon: ReactNode; children: ReactNode }) {
  return (
    <Badge variant="light" size="lg" radius="xl" className={css.badge} data-tone={tone} leftSection={icon}>
      {children}
    </Badge>
  );
}
