import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { TFunction } from 'i18next';
import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SparkleIcon } from '../icons';
import type { Field } from './fields';
import { FileField } from './FileField';
import { useField } from './FormContext';
import type { Path } from './paths';
import css from './forms.module.css';

interface Props {
  field: Field;
  path: Path;
  /** A cell of a table: one line high, its description left to the column. */
  cell?: boolean;
  onKeyDown?: (event: KeyboardEvent<HTMLElement>) => void;
}

export function PlainField({ field, path, cell = false, onKeyDown }: Props) {
  const { t } = useTranslation();
  const { id, value, error, change } = useField(path);
  const text = typeof value === 'string' ? value : '';
  const onChange = (event: { currentTarget: { value: string } }) => change(event.currentTarget.value);
  const shared = {
    id,
    label: <FieldLabel field={field} />,
    description: cell ? undefined : hint(field, t),
    required: field.required,
    error,
    onKeyDown,
  };

  switch (field.type) {
    case 'boolean':
      return (
        <Checkbox
          {...shared}
          required={false}
          className={cell ? css.cellCheckbox : css.checkbox}
          checked={value === true}
          onChange={(event) => change(event.currentTarget.checked)}
        />
      );
    case 'choice':
      return (
        <NativeSelect
          {...shared}
          value={text}
          onChange={onChange}
          data={[{ value: '', label: cell ? '—' : t('form.choose') }, ...field.options.map(({ value: v, label }) => ({ value: v, label }))]}
        />
      );
    case 'number':
      return (
        <TextInput
          {...shared}
          placeholder={field.example}
          inputMode={field.integer ? 'numeric' : 'decimal'}
          autoComplete="off"
          classNames={{ input: css.number }}
          value={text}
          onChange={onChange}
        />
      );
    case 'date':
      return <TextInput {...shared} type="date" value={text} onChange={onChange} />;
    case 'text':
      return field.multiline ? (
        <Textarea {...shared} placeholder={field.example} autosize minRows={cell ? 1 : 3} maxRows={20} value={text} onChange={onChange} />
      ) : (
        <TextInput
          {...shared}
          placeholder={field.example}
          type={field.email ? 'email' : 'text'}
          inputMode={field.digits ? 'numeric' : undefined}
          autoComplete="off"
          value={text}
          onChange={onChange}
        />
      );
    case 'image':
    case 'file':
      return <FileField {...shared} type={field.type} value={text} onChange={change} />;
    default:
      return null;
  }
}

function hint(field: Field, t: TFunction): string | undefined {
  if (field.written) return t('form.written');
  if (field.issued) return t(field.issued === 'number' ? 'form.issuedNumber' : 'form.issuedDate');
  return field.description;
}

function FieldLabel({ field }: { field: Field }): ReactNode {
  const { t } = useTranslation();
  if (!field.written) return field.title;
  return (
    <>
      {field.title}
      <span className={css.written}>
        <SparkleIcon size={13} />
        {t('form.writtenBadge')}
      </span>
    </>
  );
}
