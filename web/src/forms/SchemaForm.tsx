import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Field, GroupField } from './fields';
import { useField } from './FormContext';
import { PlainField } from './PlainField';
import type { Path } from './paths';
import { Rows } from './Rows';
import css from './forms.module.css';

/** The fields of a template, in the order of its schema: one card per group, the plain fields between them together. */
export function SchemaForm({ form }: { form: GroupField }) {
  const { t } = useTranslation();
  return sections(form.fields).map((section, index) =>
    Array.isArray(section) ? (
      <section key={index} className={css.card} aria-label={index === 0 ? undefined : section[0]?.title}>
        {index === 0 && <h2 className={css.legend}>{t('compose.main')}</h2>}
        <PlainFields fields={section} path={[]} />
      </section>
    ) : (
      <div key={index} className={css.card}>
        <Nested field={section} path={[section.name]} />
      </div>
    ),
  );
}

function sections(fields: Field[]): (Field | Field[])[] {
  const result: (Field | Field[])[] = [];
  for (const field of fields) {
    const last = result.at(-1);
    if (field.type === 'group' || field.type === 'rows') result.push(field);
    else if (Array.isArray(last)) last.push(field);
    else result.push([field]);
  }
  return result;
}

function PlainFields({ fields, path }: { fields: Field[]; path: Path }) {
  return (
    <div className={css.grid}>
      {fields.map((field) => (
        <div key={field.name} className={isWide(field) ? css.wide : undefined}>
          <AnyField field={field} path={[...path, field.name]} />
        </div>
      ))}
    </div>
  );
}

function isWide(field: Field): boolean {
  return field.type === 'group' || field.type === 'rows' || field.type === 'image' || field.type === 'file' || (field.type === 'text' && field.multiline);
}

export function AnyField({ field, path }: { field: Field; path: Path }) {
  return field.type === 'group' || field.type === 'rows' ? (
    <Nested field={field} path={path} />
  ) : (
    <PlainField field={field} path={path} />
  );
}

function Nested({ field, path }: { field: Field; path: Path }) {
  return field.type === 'rows' ? (
    <Rows field={field} path={path} />
  ) : (
    field.type === 'group' && <Group field={field} path={path} />
  );
}

function Group({ field, path }: { field: GroupField; path: Path }) {
  const { t } = useTranslation();
  const { id, error } = useField(path);
  return (
    <fieldset id={id} tabIndex={-1} className={css.fieldset} aria-describedby={error && `${id}-error`}>
      <legend className={css.legend}>
        {field.title}
        {!field.required && <span className={css.optional}> {t('form.optional')}</span>}
      </legend>
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
      <PlainFields fields={field.fields} path={path} />
    </fieldset>
  );
}
