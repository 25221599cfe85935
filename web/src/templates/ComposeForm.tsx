import { Button, Checkbox, Group, Stack, TextInput } from '@mantine/core';
import { notify } from '../shell/notify';
import { useEffect, useMemo, useRef, useState, type FormEvent, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { newIdempotencyKey } from '../api/client';
import { useCreateDocument } from '../api/documents';
import { previewOfForm } from '../api/previews';
import { ApiError, errorsUnder, type FieldError } from '../api/problem';
import { formats as allFormats, type Template } from '../api/types';
import { check, type Errors } from '../forms/check';
import { formOf, fromPayload, type FormObject } from '../forms/fields';
import { FormContext, type FormState } from '../forms/FormContext';
import { pathKey, withValue, type Path } from '../forms/paths';
import { toPayload, withoutEmptyRows } from '../forms/payload';
import { SchemaForm } from '../forms/SchemaForm';
import forms from '../forms/forms.module.css';
import { EyeIcon, SampleIcon } from '../icons';
import { useLivePreview } from '../preview/useLivePreview';
import { fieldMessage, fieldMessages } from '../states/fieldMessage';
import { ErrorSummary } from './ErrorSummary';
import { dropForm, keepForm, keptForm } from './formKeep';
import css from './ComposeForm.module.css';

/** An earlier document that the new one starts from. */
export interface Earlier {
  title: string;
  payload: unknown;
  formats: string[];
}

interface Props {
  template: Template;
  earlier?: Earlier;
}

export function ComposeForm({ template, earlier }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const form = useMemo(() => formOf(template.schema), [template.schema]);
  const start = useMemo(() => startOf(template, form, earlier), [template, form, earlier]);
  const possible = allFormats.filter((format) => template.formats.includes(format));
  const [title, setTitle] = useState(start.title);
  const [value, setValue] = useState(start.value);
  const [formats, setFormats] = useState(start.formats);
  const [errors, setErrors] = useState<Errors>({});
  const [rest, setRest] = useState<FieldError[]>([]);
  const create = useCreateDocument();
  const sendKey = useSendKey();
  const summary = useRef<HTMLDivElement>(null);
  const payload = useMemo(() => toPayload(form, value), [form, value]);
  const preview = useLivePreview({
    content: payload,
    ask: template.formats.includes('pdf') ? previewOfForm(template.id, payload) : null,
    language: template.locale,
  });

  useEffect(() => keepForm(template.id, template.version, { title, value, formats }), [template, title, value, formats]);

  const state: FormState = {
    value,
    errors,
    change: (path, next) => {
      setValue((now) => withValue(now, path, next) as FormObject);
      setErrors((now) => withoutErrorsAt(now, path, Array.isArray(next)));
    },
  };
  const show = (found: Errors, others: FieldError[] = []) => {
    setErrors(found);
    setRest(others);
    requestAnimationFrame(() => summary.current?.focus());
  };
  const fill = (next: FormObject) => {
    setValue(next);
    setErrors({});
    setRest([]);
    create.reset();
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (create.isPending) return;
    const tidy = withoutEmptyRows(form, value);
    setValue(tidy);
    const found = check(form, tidy, t);
    const others = formats.length === 0 ? [{ location: 'body.formats', message: t('compose.formatsMissing') }] : [];
    create.reset();
    if (Object.keys(found).length + others.length > 0) return show(found, others);
    setErrors({});
    setRest([]);
    const body = {
      template_id: template.id,
      ...(title.trim() && { title: title.trim() }),
      payload: toPayload(form, tidy),
      formats,
    };
    create.mutate(
      { ...body, key: sendKey(body) },
      {
        onSuccess: (document) => {
          dropForm(template.id, template.version);
          void navigate(`/documents/${document.id}`);
        },
        onError: (error) => {
          const sorted = errorsUnder('body.payload', error instanceof ApiError ? error.fields : []);
          show(
            fieldMessages(t, sorted.inside),
            sorted.rest.map((each) => ({ ...each, message: fieldMessage(t, each.message) })),
          );
        },
      },
    );
  };

  const errorAt = (location: string) => rest.find((error) => error.location === location)?.message;

  return (
    <FormContext value={state}>
      <div className={css.sides} data-wide={preview.beside ? '' : undefined}>
        <form noValidate onSubmit={submit} onKeyDown={submitByKeys}>
          <Stack gap="lg">
            <Group gap="sm">
              {template.sample != null && (
                <Button
                  variant="light"
                  leftSection={<SampleIcon size={18} />}
                  onClick={() => {
                    fill(fromPayload(form, template.sample) as FormObject);
                    notify(t('compose.sampleDone'));
                  }}
                >
                  {t('compose.sample')}
                </Button>
              )}
              <Button variant="subtle" color="gray" onClick={() => fill(form.initial as FormObject)}>
                {t('compose.startOver')}
              </Button>
            </Group>
            <ErrorSummary ref={summary} form={form} errors={errors} rest={rest} error={create.error} />
            <div className={forms.card}>
              <TextInput
                id="document-title"
                label={t('compose.documentTitle')}
                description={t('compose.documentTitleHint')}
                maxLength={300}
                autoComplete="off"
                value={title}
                error={errorAt('body.title')}
                onChange={(event) => setTitle(event.currentTarget.value)}
              />
            </div>
            <SchemaForm form={form} />
            <div className={forms.card}>
              <Checkbox.Group
                id="document-formats"
                label={t('compose.formats')}
                description={t('compose.formatsHint')}
                value={formats}
                error={errorAt('body.formats')}
                onChange={(chosen) => {
                  setFormats(possible.filter((format) => chosen.includes(format)));
                  setRest((now) => now.filter((error) => error.location !== 'body.formats'));
                }}
              >
                <Group mt="xs" mb={4} gap="lg">
                  {possible.map((format) => (
                    <Checkbox key={format} value={format} label={format.toUpperCase()} />
                  ))}
                </Group>
              </Checkbox.Group>
            </div>
            <div className={css.bar}>
              {preview.button && (
                <Button variant="default" size="md" aria-label={t('preview.title')} className={css.look} onClick={preview.button}>
                  <EyeIcon size={18} />
                  <span className={css.lookWord}>{t('preview.title')}</span>
                </Button>
              )}
              <Button type="submit" size="md" loading={create.isPending} className={css.submit}>
                {t('compose.create')}
              </Button>
            </div>
          </Stack>
        </form>
        {preview.beside}
      </div>
      {preview.above}
    </FormContext>
  );
}

function startOf(template: Template, form: ReturnType<typeof formOf>, earlier: Earlier | undefined) {
  const kept = keptForm(template.id, template.version);
  const possible = (wanted: readonly string[]) => {
    const chosen = allFormats.filter((format) => wanted.includes(format) && template.formats.includes(format));
    return chosen.length > 0 ? chosen : allFormats.filter((format) => template.formats.includes(format));
  };
  if (earlier) {
    return {
      title: earlier.title,
      value: fromPayload(form, earlier.payload) as FormObject,
      formats: possible(earlier.formats),
    };
  }
  return kept ?? { title: '', value: form.initial as FormObject, formats: possible(['pdf', 'docx']) };
}

/** Pressing the button again after a lost answer must not make a second document: same content, same key. */
function useSendKey(): (body: unknown) => string {
  const last = useRef({ content: '', key: '' });
  return (body) => {
    const content = JSON.stringify(body);
    if (last.current.content !== content) last.current = { content, key: newIdempotencyKey() };
    return last.current.key;
  };
}

/** A row that went away takes the errors of all rows with it: they would point at the wrong ones. */
function withoutErrorsAt(errors: Errors, path: Path, below: boolean): Errors {
  const key = pathKey(path);
  return Object.fromEntries(
    Object.entries(errors).filter(([each]) => each !== key && !(below && each.startsWith(`${key}[`))),
  );
}

/** Ctrl+Enter, or ⌘+Enter, from any field. */
function submitByKeys(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  event.currentTarget.requestSubmit();
}
