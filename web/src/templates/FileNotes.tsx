import { Text } from '@mantine/core';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { TemplateNote } from '../api/types';
import { AlertIcon } from '../icons';
import css from './WordTemplateForm.module.css';
import { noteText } from '../states/noteText';
import { placeText } from '../states/placeText';

/** What was noticed in a file: mistakes that keep it from being a template, or what to look at. */
export function FileNotes({ ref, notes }: { ref?: Ref<HTMLElement>; notes: TemplateNote[] }) {
  const { t } = useTranslation();
  if (notes.length === 0) return null;
  const errors = notes.filter((note) => note.kind === 'error');
  const shown = errors.length > 0 ? [...errors, ...notes.filter((note) => note.kind !== 'error')] : notes;
  return (
    <section
      ref={ref}
      tabIndex={-1}
      className={css.notes}
      data-errors={errors.length > 0 || undefined}
      role={errors.length > 0 ? 'alert' : undefined}
      aria-labelledby="notes-title"
    >
      <AlertIcon size={22} />
      <div className={css.noteWords}>
        <h2 id="notes-title" className={css.notesTitle}>
          {errors.length > 0 ? t('word.errors', { count: errors.length }) : t('word.warnings', { count: notes.length })}
        </h2>
        <Text size="sm">{t(errors.length > 0 ? 'word.errorsText' : 'word.warningsText')}</Text>
        <ul className={css.noteList}>
          {shown.map((note, index) => (
            <li key={index}>
              {/* The text beside the place tells more than the column in its paragraph. */}
              {note.location && <strong>{placeText(t, note.near ? note.location.replace(/, column \d+$/, '') : note.location)}. </strong>}
              {noteText(t, note.message)}
              {note.near && <blockquote className={css.near}>{note.near}</blockquote>}
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
