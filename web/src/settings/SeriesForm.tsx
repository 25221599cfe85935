import { Badge, Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState, type FormEvent } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ApiError, errorsUnder } from '../api/problem';
import { useChangeSeries, useCreateSeries, useSeriesPreview, type SeriesInput } from '../api/series';
import { kindOf, kinds, resets, type Kind, type Reset, type Series } from '../api/types';
import { notify, notifyError } from '../shell/notify';
import { fieldMessages } from '../states/fieldMessage';
import css from './NumberingPage.module.css';

/** Names of placeholders, which are the same in every language. */
const placeholders = { seq: '{seq}', padded: '{seq:04}', others: '{year}, {yy}, {month}, {day}, {kind}' };
const typingPause = 250;

interface Draft {
  name: string;
  pattern: string;
  /** Null: as the pattern tells. */
  reset: Reset | null;
  nextSeq: string;
  isDefault: boolean;
}

export function SeriesForm({ series, mayChange }: { series: Series; mayChange: boolean }) {
  const { t } = useTranslation();
  const change = useChangeSeries(series.id);
  const start: Draft = {
    name: series.name,
    pattern: series.pattern,
    reset: null,
    nextSeq: String(series.next_seq),
    isDefault: series.is_default,
  };
  const [draft, setDraft] = useState(start);
  const samePattern = draft.pattern.trim() === series.pattern;
  const body: SeriesInput = {
    ...(draft.name.trim() !== series.name && { name: draft.name.trim() }),
    ...(!samePattern && { pattern: draft.pattern.trim() }),
    ...(draft.reset !== null && draft.reset !== series.reset && { reset: draft.reset }),
    ...(draft.nextSeq !== start.nextSeq && { next_seq: Number(draft.nextSeq) }),
    ...(draft.isDefault && !series.is_default && { is_default: true }),
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate(body, {
      onSuccess: () => notify(t('app.saved')),
      onError: (error) => {
        if (!(error instanceof ApiError) || error.fields.length === 0) notifyError(t, error);
      },
    });
  };

  return (
    <form className={css.card} onSubmit={submit} aria-label={series.name}>
      <div className={css.head}>
        <h2>{series.name}</h2>
        <Badge variant="default" radius="sm" size="sm">
          {t(`kind.${kindOf(series.kind)}`)}
        </Badge>
        {series.is_default && (
          <Badge variant="light" radius="sm" size="sm">
            {t('numbering.default')}
          </Badge>
        )}
        <Button component={Link} to={`/settings/numbering/${series.id}`} variant="subtle" size="compact-sm">
          {t('numbering.register')}
        </Button>
      </div>
      <Fields
        kind={kindOf(series.kind)}
        series={series}
        draft={draft}
        onChange={setDraft}
        disabled={!mayChange}
        error={change.error}
        shownReset={samePattern ? series.reset : undefined}
      />
      {mayChange && (
        <div className={css.foot}>
          <Button type="submit" disabled={Object.keys(body).length === 0} loading={change.isPending}>
            {t('app.save')}
          </Button>
          {!series.is_default && (
            <Checkbox
              label={t('numbering.makeDefault')}
              checked={draft.isDefault}
              onChange={(event) => setDraft({ ...draft, isDefault: event.currentTarget.checked })}
            />
          )}
        </div>
      )}
    </form>
  );
}

export function NewSeriesForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const create = useCreateSeries();
  const [kind, setKind] = useState<Kind>('invoice');
  const [draft, setDraft] = useState<Draft>({
    name: '',
    pattern: '{kind}-{year}-{seq:04}',
    reset: null,
    nextSeq: '1',
    isDefault: false,
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate(
      {
        kind,
        pattern: draft.pattern.trim(),
        ...(draft.name.trim() && { name: draft.name.trim() }),
        ...(draft.reset && { reset: draft.reset }),
        ...(draft.nextSeq !== '1' && { next_seq: Number(draft.nextSeq) }),
        ...(draft.isDefault && { is_default: true }),
      },
      {
        onSuccess: () => {
          notify(t('numbering.created'));
          onDone();
        },
        onError: (error) => {
          if (!(error instanceof ApiError) || error.fields.length === 0) notifyError(t, error);
        },
      },
    );
  };

  return (
    <form className={css.card} onSubmit={submit} aria-label={t('numbering.new')}>
      <div className={css.head}>
        <h2>{t('numbering.new')}</h2>
        <NativeSelect
          aria-label={t('editor.kind')}
          value={kind}
          data={kinds.map((each) => ({ value: each, label: t(`kind.${each}`) }))}
          onChange={(event) => setKind(kindOf(event.currentTarget.value))}
        />
      </div>
      <Fields kind={kind} draft={draft} onChange={setDraft} error={create.error} />
      <div className={css.foot}>
        <Button type="submit" loading={create.isPending}>
          {t('numbering.create')}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t('app.cancel')}
        </Button>
        <Checkbox
          label={t('numbering.makeDefault')}
          checked={draft.isDefault}
          onChange={(event) => setDraft({ ...draft, isDefault: event.currentTarget.checked })}
        />
      </div>
    </form>
  );
}

interface FieldsProps {
  kind: Kind;
  series?: Series;
  draft: Draft;
  onChange: (draft: Draft) => void;
  disabled?: boolean;
  /** Of the last attempt to save. */
  error: unknown;
  /** What holds while nobody has chosen; otherwise the pattern tells. */
  shownReset?: Reset;
}

function Fields({ kind, series, draft, onChange, disabled, error, shownReset }: FieldsProps) {
  const { t } = useTranslation();
  const [typed] = useDebouncedValue(draft, typingPause);
  const nextSeq = Number(typed.nextSeq);
  const reset = typed.reset ?? shownReset;
  const preview = useSeriesPreview({
    kind,
    pattern: typed.pattern.trim(),
    ...(reset && { reset }),
    ...(Number.isInteger(nextSeq) && nextSeq > 0 && { next_seq: nextSeq }),
    ...(series && { series_id: series.id }),
  });
  const refusal = preview.error ?? error;
  const errors = fieldMessages(t, errorsUnder('body', refusal instanceof ApiError ? refusal.fields : []).inside);

  return (
    <>
      <fieldset className={css.fields} disabled={disabled}>
        <TextInput
          className={css.wide}
          label={t('numbering.name')}
          maxLength={100}
          value={draft.name}
          error={errors.name}
          onChange={(event) => onChange({ ...draft, name: event.currentTarget.value })}
        />
        <TextInput
          label={t('numbering.pattern')}
          description={t('numbering.patternHint', placeholders)}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          classNames={{ input: css.pattern }}
          required
          withAsterisk={false}
          maxLength={60}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          value={draft.pattern}
          error={errors.pattern}
          onChange={(event) => onChange({ ...draft, pattern: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('numbering.reset')}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          value={draft.reset ?? shownReset ?? preview.data?.reset ?? 'yearly'}
          error={errors.reset}
          data={resets.map((each) => ({ value: each, label: t(`numbering.resets.${each}`) }))}
          onChange={(event) => onChange({ ...draft, reset: event.currentTarget.value as Reset })}
        />
        <TextInput
          label={t('numbering.nextSeq')}
          description={t('numbering.nextSeqHint')}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          inputMode="numeric"
          autoComplete="off"
          value={draft.nextSeq}
          error={errors.next_seq}
          onChange={(event) => onChange({ ...draft, nextSeq: event.currentTarget.value.replace(/\D/g, '') })}
        />
      </fieldset>
      <p className={css.preview} aria-live="polite">
        {preview.error || !preview.data ? (
          t('numbering.previewFailed')
        ) : (
          <Trans
            i18nKey="numbering.preview"
            values={{ next: preview.data.next_number, following: preview.data.following_number }}
            components={{ b: <strong /> }}
          />
        )}
      </p>
    </>
  );
}
