import { Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMemo, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { ApiError, errorsUnder, type FieldError } from '../api/problem';
import { useSaveSchedule, type ScheduledDocument } from '../api/schedules';
import { formats as allFormats, type Missed, type Schedule, type Template } from '../api/types';
import { check, type Errors } from '../forms/check';
import { formOf, fromPayload, type FormObject, type GroupField } from '../forms/fields';
import { FormContext, type FormState } from '../forms/FormContext';
import { pathKey, withValue } from '../forms/paths';
import { toPayload, withoutEmptyRows } from '../forms/payload';
import { SchemaForm } from '../forms/SchemaForm';
import forms from '../forms/forms.module.css';
import { formatWhen } from '../i18n/format';
import { notify } from '../shell/notify';
import { fieldMessage, fieldMessages } from '../states/fieldMessage';
import { ErrorSummary } from '../templates/ErrorSummary';
import { cronMessage } from './cronMessage';
import { rhythmOfSchedule, whenOf } from './rhythm';
import { Times, type TimesValue } from './Times';

/** A document that is to come again has a number and a date of its own, which are not those of the next. */
function startOf(form: GroupField, before: ScheduledDocument | undefined, anew: boolean): FormObject {
  if (!before) return form.initial as FormObject;
  const value = fromPayload(form, before.payload) as FormObject;
  const own = form.fields.filter((field) => anew && field.issued).map((field) => [field.name, field.initial]);
  return { ...value, ...Object.fromEntries(own) };
}

interface Props {
  template: Template;
  schedule: Schedule | undefined;
  /** What the form begins with: the schedule's, or a document that is to come again. */
  before: ScheduledDocument | undefined;
}

/** What goes into each draft, and when one comes. */
export function ScheduleForm({ template, schedule, before }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const save = useSaveSchedule(schedule?.id ?? '');
  const form = useMemo(() => formOf(template.schema), [template.schema]);
  const possible = allFormats.filter((format) => template.formats.includes(format));
  const [name, setName] = useState(schedule?.name ?? template.name);
  const [value, setValue] = useState(() => startOf(form, before, schedule === undefined));
  const [formats, setFormats] = useState(possible.filter((each) => before?.formats?.includes(each) ?? true));
  const [times, setTimes] = useState<TimesValue>({
    rhythm: schedule ? rhythmOfSchedule(schedule) : { every: 'month', day: '1', time: '09:00' },
    zone: schedule?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    missed: (schedule?.missed as Missed | undefined) ?? 'once',
  });
  const [errors, setErrors] = useState<Errors>({});
  const [rest, setRest] = useState<FieldError[]>([]);
  const summary = useRef<HTMLDivElement>(null);

  const state: FormState = {
    value,
    errors,
    change: (path, next) => {
      setValue((now) => withValue(now, path, next) as FormObject);
      setErrors(({ [pathKey(path)]: _, ...others }) => others);
    },
  };
  const show = (found: Errors, others: FieldError[] = []) => {
    setErrors(found);
    setRest(others);
    requestAnimationFrame(() => summary.current?.focus());
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (save.isPending) return;
    const tidy = withoutEmptyRows(form, value);
    setValue(tidy);
    const found = check(form, tidy, t);
    const others = formats.length === 0 ? [{ location: 'body.formats', message: t('compose.formatsMissing') }] : [];
    save.reset();
    if (Object.keys(found).length + others.length > 0) return show(found, others);
    setErrors({});
    setRest([]);
    save.mutate(
      {
        name: name.trim() || template.name,
        payload: { template_id: template.id, title: name.trim() || template.name, payload: toPayload(form, tidy), formats },
        ...whenOf(times.rhythm, times.zone),
        missed: times.missed,
      },
      {
        onSuccess: (saved) => {
          notify(t('schedules.created', { when: formatWhen(saved.next_at ?? '') }));
          void navigate('/schedules');
        },
        onError: (error) => {
          const sorted = errorsUnder('body.payload.payload', error instanceof ApiError ? error.fields : []);
          show(
            fieldMessages(t, sorted.inside),
            sorted.rest.map((each) => ({ ...each, message: (each.location === 'body.cron' ? cronMessage : fieldMessage)(t, each.message) })),
          );
        },
      },
    );
  };

  const errorAt = (location: string) => rest.find((error) => error.location === location)?.message;

  return (
    <FormContext value={state}>
      <form noValidate onSubmit={submit}>
        <Stack gap="lg" mt="lg">
          <ErrorSummary ref={summary} form={form} errors={errors} rest={rest} error={save.error} />
          <div className={forms.card}>
            <TextInput
              id="schedule-name"
              label={t('schedules.name')}
              description={t('schedules.nameHint')}
              maxLength={200}
              autoComplete="off"
              value={name}
              error={errorAt('body.name')}
              onChange={(event) => setName(event.currentTarget.value)}
            />
          </div>
          <Times
            value={times}
            errors={{ cron: errorAt('body.cron'), zone: errorAt('body.zone'), interval: errorAt('body.interval') }}
            onChange={(next) => {
              setTimes(next);
              setRest((now) => now.filter(({ location }) => !/^body\.(cron|zone|interval)$/.test(location)));
            }}
          />
          <div>
            <h2 className={forms.legend} style={{ marginBottom: 0 }}>
              {t('schedules.what')}
            </h2>
            <Text size="sm" c="dimmed">
              {t('schedules.whatHint')}
            </Text>
          </div>
          <SchemaForm form={form} />
          <div className={forms.card}>
            <Checkbox.Group
              id="document-formats"
              label={t('compose.formats')}
              value={formats}
              error={errorAt('body.formats') ?? errorAt('body.payload.formats')}
              onChange={(chosen) => setFormats(possible.filter((format) => chosen.includes(format)))}
            >
              <Group mt="xs" mb={4} gap="lg">
                {possible.map((format) => (
                  <Checkbox key={format} value={format} label={format.toUpperCase()} />
                ))}
              </Group>
            </Checkbox.Group>
          </div>
          <Group>
            <Button type="submit" size="md" loading={save.isPending}>
              {t(schedule ? 'app.save' : 'schedules.create')}
            </Button>
          </Group>
        </Stack>
      </form>
    </FormContext>
  );
}
