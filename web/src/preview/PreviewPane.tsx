import { Text, VisuallyHidden } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../states/errorText';
import { fieldMessage } from '../states/fieldMessage';
import { placeText } from '../states/placeText';
import { LargePage } from './LargePage';
import css from './PreviewPane.module.css';
import type { Shown } from './usePreview';

interface Props {
  shown: Shown;
  /** Of the document. */
  language: string;
  className?: string;
}

/** The pages of a document that is being written, one below the other, as wide as there is room. */
export function PreviewPane({ shown, language, className }: Props) {
  const { t } = useTranslation();
  const { pages, count } = shown;
  const [large, setLarge] = useState<number | null>(null);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => bringIntoView(list.current, shown.changed), [shown]);

  return (
    <section aria-label={t('preview.title')} aria-busy={shown.waiting} className={`${css.pane} ${className ?? ''}`}>
      <div className={css.head}>
        <h2 className={css.title}>{t('preview.title')}</h2>
        {count > 0 && (
          <Text span size="sm" c="dimmed">
            {t('preview.pages', { count })}
          </Text>
        )}
        <span className={css.pulse} data-on={shown.waiting || undefined} aria-hidden />
      </div>
      {/* Scrolled by keys as well. */}
      <div ref={list} className={css.pages} tabIndex={0} role="group" aria-label={t('preview.title')}>
        {pages.length === 0 && shown.waiting && <div className={css.blank} role="status" aria-label={t('app.loading')} />}
        {pages.map((page, index) => (
          <figure key={index} className={css.page}>
            <button type="button" className={css.sheet} title={t('preview.enlarge')} onClick={() => setLarge(index)}>
              <img
                src={page.url}
                alt={t('document.page', { number: index + 1, total: count })}
                style={{ aspectRatio: `${page.width} / ${page.height}` }}
              />
            </button>
            <VisuallyHidden lang={language}>{page.text}</VisuallyHidden>
            <figcaption aria-hidden>{t('document.page', { number: index + 1, total: count })}</figcaption>
          </figure>
        ))}
        {pages.length < count && (
          <Text size="sm" c="dimmed" ta="center">
            {t('preview.first', { shown: pages.length, total: count })}
          </Text>
        )}
      </div>
      <Remark shown={shown} />
      <LargePage pages={pages} count={count} at={large} onTurn={setLarge} onClose={() => setLarge(null)} />
    </section>
  );
}

/** What keeps the pages from being those that one would get. */
function Remark({ shown }: { shown: Shown }) {
  const { t } = useTranslation();
  if (shown.failure) {
    return (
      <p className={css.remark} data-bad>
        {t('preview.failed')} {errorText(t, shown.failure)}
      </p>
    );
  }
  const blocking = shown.problems.find(({ location }) => !location.startsWith('body.payload'));
  if (blocking) {
    return (
      <p className={css.remark} data-bad>
        {t('preview.stuck')} {placeText(t, blocking.location.replace(/^body\.source \((.*)\)$/, '$1'))}
        {blocking.location && ': '}
        {fieldMessage(t, blocking.message)}
      </p>
    );
  }
  if (shown.problems.length === 0) return null;
  return <p className={css.remark}>{t('preview.unfinished')}</p>;
}

/** What somebody types into appears on a page that may be far below: that page is shown, and only the list is moved. */
function bringIntoView(list: HTMLElement | null, page: number | null): void {
  const sheet = page === null ? null : list?.children[page];
  if (!list || !(sheet instanceof HTMLElement)) return;
  const top = sheet.offsetTop - list.offsetTop;
  const seen = top < list.scrollTop + list.clientHeight && top + sheet.offsetHeight > list.scrollTop;
  if (!seen) list.scrollTo?.({ top });
}
