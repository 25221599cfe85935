import { Text } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Document } from '../api/types';
import { AlertIcon } from '../icons';
import { Places } from '../states/Places';
import css from './Remarks.module.css';

/** What a person should look at before the document goes out; nothing when there is nothing. */
export function Remarks({ document }: { document: Document }) {
  const { t } = useTranslation();
  const title = useId();
  const remarks = document.status === 'ready' && !document.voided_at ? (document.remarks ?? []) : [];
  if (remarks.length === 0) return null;
  return (
    <section className={css.remarks} aria-labelledby={title}>
      <AlertIcon size={22} />
      <div className={css.words}>
        <h2 id={title} className={css.title}>
          {t('document.check', { count: remarks.length })}
        </h2>
        <Text size="sm">{t('document.checkText')}</Text>
        <Places places={remarks} />
      </div>
    </section>
  );
}
