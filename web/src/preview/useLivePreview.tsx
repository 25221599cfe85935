import { Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AskPreview } from '../api/previews';
import css from './PreviewPane.module.css';
import { PreviewPane } from './PreviewPane';
import { usePreview } from './usePreview';

interface Props {
  /** What the pages are made of; another content is another question. */
  content: unknown;
  /** Null when there is nothing to be seen. */
  ask: AskPreview | null;
  language: string;
  /** Never beside the page, only on demand. */
  onDemand?: boolean;
}

interface LivePreview {
  /** The pages, where there is room for them beside a form. */
  beside: ReactNode;
  /** Otherwise what a button does, and what it opens. */
  button: (() => void) | null;
  above: ReactNode;
}

/** Wide enough for a form of two columns and a page that can be read. */
const roomBeside = '(min-width: 80em)';

export function useLivePreview({ content, ask, language, onDemand = false }: Props): LivePreview {
  const { t } = useTranslation();
  const roomy = useMediaQuery(roomBeside, false, { getInitialValueInEffect: false });
  const [open, setOpen] = useState(false);
  const beside = ask !== null && roomy && !onDemand;
  const key = useMemo(() => JSON.stringify(content), [content]);
  const shown = usePreview(key, beside || open ? ask : null);

  if (ask === null) return { beside: null, button: null, above: null };
  if (beside) return { beside: <PreviewPane shown={shown} language={language} className={css.sticky} />, button: null, above: null };
  return {
    beside: null,
    button: () => setOpen(true),
    above: (
      <Modal opened={open} onClose={() => setOpen(false)} fullScreen title={t('preview.title')} classNames={{ content: css.largeContent, header: css.largeHeader, body: css.overBody }}>
        <PreviewPane shown={shown} language={language} className={css.over} />
      </Modal>
    ),
  };
}
