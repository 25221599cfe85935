import { ActionIcon, Group, Modal } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ChevronLeftIcon, ChevronRightIcon } from '../icons';
import css from './PreviewPane.module.css';
import type { ShownPage } from './usePreview';

interface Props {
  pages: ShownPage[];
  count: number;
  /** Index of the page, or null while none is large. */
  at: number | null;
  onTurn: (at: number) => void;
  onClose: () => void;
}

/** One page over the whole window; the arrow keys turn it. It goes on following what is typed. */
export function LargePage({ pages, count, at, onTurn, onClose }: Props) {
  const { t } = useTranslation();
  const index = Math.min(at ?? 0, pages.length - 1);
  const page = pages[index];
  const turn = (by: number) => {
    if (pages[index + by]) onTurn(index + by);
  };
  const byKeys = (event: KeyboardEvent) => {
    if (event.key === 'ArrowRight') turn(1);
    if (event.key === 'ArrowLeft') turn(-1);
  };
  const name = t('document.page', { number: index + 1, total: count });
  return (
    <Modal
      opened={at !== null && page !== undefined}
      onClose={onClose}
      fullScreen
      title={
        <Group gap="xs" wrap="nowrap">
          <ActionIcon variant="subtle" color="gray" aria-label={t('preview.previous')} disabled={index === 0} onClick={() => turn(-1)}>
            <ChevronLeftIcon size={18} />
          </ActionIcon>
          <span className={css.number}>{name}</span>
          <ActionIcon variant="subtle" color="gray" aria-label={t('preview.next')} disabled={index + 1 >= pages.length} onClick={() => turn(1)}>
            <ChevronRightIcon size={18} />
          </ActionIcon>
        </Group>
      }
      classNames={{ body: css.largeBody, content: css.largeContent, header: css.largeHeader }}
      onKeyDown={byKeys}
    >
      {page && <img src={page.url} alt={name} className={css.large} style={{ aspectRatio: `${page.width} / ${page.height}` }} />}
    </Modal>
  );
}
