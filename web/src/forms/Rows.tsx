import { ActionIcon, Button, Text } from '@mantine/core';
import { useRef, type CSSProperties, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { PlusIcon, TrashIcon } from '../icons';
import type { Field, FormValue, RowsField } from './fields';
import { useField } from './FormContext';
import { fieldId, type Path } from './paths';
import { PlainField } from './PlainField';
import { AnyField } from './SchemaForm';
import css from './forms.module.css';

const mostColumns = 7;

/** Line items: a table where there is room for one, a card per line on a phone. Enter goes to the next line. */
export function Rows({ field, path }: { field: RowsField; path: Path }) {
  const { t } = useTranslation();
  const { id, value, error, change } = useField(path);
  const box = useRef<HTMLFieldSetElement>(null);
  const rows = Array.isArray(value) ? value : [];
  const columns = field.item.type === 'group' ? field.item.fields : [field.item];
  const plain = columns.every((column) => column.type !== 'group' && column.type !== 'rows' && column.type !== 'image' && column.type !== 'file');
  const asTable = plain && columns.length <= mostColumns;
  const halves = halfWide(columns);
  const cellPath = (index: number, column: Field): Path =>
    field.item.type === 'group' ? [...path, index, column.name] : [...path, index];

  const focus = (index: number, column: Field | undefined) => {
    if (!column) return;
    // The row may be new: it is on the page after React's next turn.
    requestAnimationFrame(() => document.getElementById(fieldId(cellPath(index, column)))?.focus());
  };
  const add = (column = columns[0]) => {
    change([...rows, field.item.initial]);
    focus(rows.length, column);
  };
  const remove = (index: number) => {
    change(rows.filter((_: FormValue, each) => each !== index));
    if (rows.length > 1) focus(Math.min(index, rows.length - 2), columns[0]);
    else box.current?.focus();
  };
  const onKeyDown = (index: number, column: Field) => (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.target instanceof HTMLTextAreaElement) return;
    event.preventDefault();
    if (index + 1 < rows.length) focus(index + 1, column);
    else if (rows.length < field.maxItems) add(column);
  };

  return (
    <fieldset
      ref={box}
      id={id}
      tabIndex={-1}
      className={css.fieldset}
      data-table={asTable || undefined}
      style={{ '--columns': columns.map(columnWidth).join(' ') } as CSSProperties}
      aria-describedby={error && `${id}-error`}
    >
      <legend className={css.legend}>{field.title}</legend>
      {field.description && (
        <Text size="sm" c="dimmed" mb="sm">
          {field.description}
        </Text>
      )}
      {error && (
        <Text id={`${id}-error`} size="sm" c="var(--k-danger)" mb="sm">
          {error}
        </Text>
      )}
      {rows.length === 0 && (
        <Text size="sm" c="dimmed" mb="sm">
          {t('form.noRows')}
        </Text>
      )}
      {rows.length > 0 && asTable && (
        <div className={css.columnHeads} aria-hidden="true">
          {columns.map((column) => (
            <span key={column.name} data-number={column.type === 'number' || undefined}>
              {column.title}
              {column.required && <span className={css.asterisk}>{'\u00a0'}*</span>}
            </span>
          ))}
        </div>
      )}
      {rows.map((_, index) => (
        <div key={index} role="group" aria-label={t('form.row', { number: index + 1 })} className={css.row}>
          <div className={css.rowHead} aria-hidden="true">
            {t('form.row', { number: index + 1 })}
          </div>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            className={css.removeRow}
            aria-label={t('form.removeRow', { number: index + 1 })}
            onClick={() => remove(index)}
          >
            <TrashIcon size={18} />
          </ActionIcon>
          {columns.map((column) => (
            <div key={column.name} className={css.cell} data-half={halves.has(column) || undefined}>
              {plain ? (
                <PlainField
                  field={column}
                  path={cellPath(index, column)}
                  cell
                  onKeyDown={onKeyDown(index, column)}
                />
              ) : (
                <AnyField field={column} path={cellPath(index, column)} />
              )}
            </div>
          ))}
        </div>
      ))}
      {rows.length < field.maxItems && (
        <Button variant="light" size="sm" leftSection={<PlusIcon size={17} />} onClick={() => add()}>
          {t('form.addRow')}
        </Button>
      )}
    </fieldset>
  );
}

/** On a phone two short fields share a line; one that is left over takes it whole. */
function halfWide(columns: Field[]): Set<Field> {
  const halves = new Set<Field>();
  let waiting: Field | null = null;
  for (const column of columns) {
    if (!isShort(column)) waiting = null;
    else if (!waiting) waiting = column;
    else {
      halves.add(waiting).add(column);
      waiting = null;
    }
  }
  return halves;
}

function isShort(field: Field): boolean {
  return field.type !== 'text' ? field.type !== 'group' && field.type !== 'rows' : isShortText(field);
}

function isShortText(field: Field): boolean {
  return field.type === 'text' && (field.maxLength !== undefined ? field.maxLength <= 32 : /^(unit|code|sku)$/.test(field.name));
}

function columnWidth(field: Field): string {
  if (isShortText(field)) return 'minmax(4.5rem, 1fr)';
  switch (field.type) {
    case 'number':
      return 'minmax(6rem, 1.2fr)';
    case 'date':
      return 'minmax(8.5rem, 1.2fr)';
    case 'boolean':
      return 'minmax(3rem, 0.6fr)';
    case 'choice':
      return 'minmax(6rem, 1.3fr)';
    default:
      return 'minmax(9rem, 3.2fr)';
  }
}
