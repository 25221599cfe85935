import { Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formOf, type FormObject, type JsonSchema } from '../forms/fields';
import { FormContext, type FormState } from '../forms/FormContext';
import { withValue } from '../forms/paths';
import { SchemaForm } from '../forms/SchemaForm';
import css from './WordTemplateForm.module.css';

/** The form that the schema makes, to be tried; what is typed here goes nowhere. */
export function FormPreview({ schema }: { schema: JsonSchema }) {
  const { t } = useTranslation();
  const form = useMemo(() => formOf(schema), [schema]);
  const [typed, setTyped] = useState<FormObject>({});
  const value = useMemo(() => ({ ...(form.initial as FormObject), ...typed }), [form, typed]);
  const state: FormState = {
    value,
    errors: {},
    change: (path, next) => setTyped((now) => withValue({ ...(form.initial as FormObject), ...now }, path, next) as FormObject),
  };
  return (
    <section aria-labelledby="preview-title" className={css.preview}>
      <h2 id="preview-title" className={css.previewTitle}>
        {t('word.preview')}
      </h2>
      <Text size="sm" c="dimmed" mb="sm">
        {t('word.previewText')}
      </Text>
      <FormContext value={state}>
        <div className={css.previewForm}>
          <SchemaForm form={form} />
        </div>
      </FormContext>
    </section>
  );
}
