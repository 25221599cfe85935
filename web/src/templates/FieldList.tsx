import { ActionIcon, Checkbox, NativeSelect, Text, Textarea, TextInput } from '@mantine/core';
import { useState, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { JsonSchema } from '../forms/fields';
import forms from '../forms/forms.module.css';
import { ChevronDownIcon, ChevronUpIcon } from '../icons';
import css from './FieldList.module.css';
import { fieldTypes, linesOf, moved, withChoices, withRequired, withTitle, withType, type FieldLine, type FieldType } from './fieldList';

interface Props {
  schema: JsonSchema;
  onChange: (schema: JsonSchema) => void;
}

/** The fields that were found, for the author to name, type and put in order. */
export function FieldList({ schema, onChange }: Props) {
  const { t } = useTranslation();
  const [said, setSaid] = useState('');
  const lines = linesOf(schema);

  const move = (line: FieldLine, by: -1 | 1) => {
    onChange(moved(schema, line.path, by));
    setSaid(t(by < 0 ? 'word.movedUp' : 'word.movedDown', { name: line.title }));
    // The line is drawn at its new place; at the end of the way its button is gone, and the other one takes the focus.
    requestAnimationFrame(() => {
      const button = document.getElementById(moveId(line, by)) as HTMLButtonElement | null;
      (button?.disabled ? document.getElementById(moveId(line, by === 1 ? -1 : 1)) : button)?.focus();
    });
  };

  return (
    <section className={forms.card} aria-labelledby="fields-title">
      <h2 id="fields-title" className={forms.legend}>
        {t('word.fields', { count: lines.filter((line) => line.type !== 'group' && line.type !== 'rows').length })}
      </h2>
      <Text size="sm" c="dimmed" mb="md">
        {lines.length > 0 ? t('word.fieldsText') : t('word.noFields', { name: '{{ client.name }}' })}
      </Text>
      <ul className={css.list}>
        {lines.map((line) => (
          <Line key={line.name} line={line} schema={schema} onChange={onChange} onMove={(by) => move(line, by)} />
        ))}
      </ul>
      <div className={css.heard} role="status">
        {said}
      </div>
    </section>
  );
}

const moveId = (line: FieldLine, by: -1 | 1) => `move-${by < 0 ? 'up' : 'down'}-${line.name}`;

interface LineProps extends Props {
  line: FieldLine;
  onMove: (by: -1 | 1) => void;
}

function Line({ line, schema, onChange, onMove }: LineProps) {
  const { t } = useTranslation();
  const { path, name, type } = line;
  return (
    <li className={css.line} style={{ '--depth': line.depth } as CSSProperties} data-holds={type === 'group' || type === 'rows' || undefined}>
      <div className={css.head}>
        <code className={css.name}>{name}</code>
        <div className={css.moves}>
          {([-1, 1] as const).map((by) => (
            <ActionIcon
              key={by}
              id={moveId(line, by)}
              variant="subtle"
              color="gray"
              disabled={by < 0 ? line.first : line.last}
              aria-label={t(by < 0 ? 'word.moveUp' : 'word.moveDown', { name: line.title })}
              onClick={() => onMove(by)}
            >
              {by < 0 ? <ChevronUpIcon size={18} /> : <ChevronDownIcon size={18} />}
            </ActionIcon>
          ))}
        </div>
      </div>
      <TextInput
        className={css.title}
        aria-label={t('word.fieldTitle', { name })}
        value={line.title}
        maxLength={200}
        onChange={(event) => onChange(withTitle(schema, path, event.currentTarget.value))}
      />
      <TypeOf line={line} onChange={(next) => onChange(withType(schema, path, next))} />
      <Checkbox
        className={css.required}
        label={t('word.required')}
        aria-label={t('word.fieldRequired', { name })}
        checked={line.required}
        disabled={line.neverDemanded || type === 'boolean'}
        onChange={(event) => onChange(withRequired(schema, path, event.currentTarget.checked))}
      />
      {type === 'choice' && (
        <Textarea
          className={css.choices}
          label={t('word.choices')}
          autosize
          minRows={2}
          maxRows={10}
          value={line.choices.join('\n')}
          onChange={(event) => onChange(withChoices(schema, path, event.currentTarget.value.split('\n')))}
        />
      )}
    </li>
  );
}

function TypeOf({ line, onChange }: { line: FieldLine; onChange: (type: FieldType) => void }) {
  const { t } = useTranslation();
  const { type, name, format } = line;
  if (type === 'group' || type === 'rows' || type === 'image' || type === 'file') {
    return (
      <Text size="sm" c="dimmed" className={css.type}>
        {t(`fieldType.${type}`)}
      </Text>
    );
  }
  return (
    <NativeSelect
      className={css.type}
      aria-label={t('word.fieldType', { name })}
      value={type}
      data={[
        ...(type === 'other' ? [{ value: 'other', label: t(`fieldFormat.${format}`, { defaultValue: format }) }] : []),
        ...fieldTypes.map((each) => ({ value: each, label: t(`fieldType.${each}`) })),
      ]}
      onChange={(event) => onChange(event.currentTarget.value as FieldType)}
    />
  );
}
