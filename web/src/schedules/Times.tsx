import { NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { ApiError, errorsUnder } from '../api/problem';
import { useSchedulePreview, type When } from '../api/schedules';
import { misses, type Missed } from '../api/types';
import forms from '../forms/forms.module.css';
import { fieldMessage } from '../states/fieldMessage';
import { cronMessage } from './cronMessage';
import { changeEvery, everies, formatTick, units, weekdayName, whenOf, type Every, type Rhythm, type Unit } from './rhythm';
import css from './schedules.module.css';

export interface TimesValue {
  rhythm: Rhythm;
  zone: string;
  missed: Missed;
}

interface Props {
  value: TimesValue;
  /** Of the last attempt to save. */
  errors: { cron?: string; zone?: string; interval?: string };
  onChange: (value: TimesValue) => void;
}

const typingPause = 250;

/** How often, and when that will be: the server says it while one chooses. */
export function Times({ value, errors, onChange }: Props) {
  const { t } = useTranslation();
  const { rhythm, zone } = value;
  const [asked] = useDebouncedValue(JSON.stringify(whenOf(rhythm, zone)), typingPause);
  const preview = useSchedulePreview(JSON.parse(asked) as When);
  const refused = errorsUnder('query', preview.error instanceof ApiError ? preview.error.fields : []).inside;
  const cronError = refused.cron ? cronMessage(t, refused.cron) : errors.cron;
  const intervalError = refused.interval ? fieldMessage(t, refused.interval) : errors.interval;
  const zoneError = refused.zone ? fieldMessage(t, refused.zone) : errors.zone;
  const change = (next: Rhythm) => onChange({ ...value, rhythm: next });

  return (
    <section className={forms.card} aria-label={t('schedules.often')}>
      <h2 className={forms.legend}>{t('schedules.often')}</h2>
      <div className={css.times}>
        <NativeSelect
          label={t('schedules.every')}
          value={rhythm.every}
          data={everies.map((each) => ({ value: each, label: t(`schedules.everyOptions.${each}`) }))}
          onChange={(event) => change(changeEvery(rhythm, event.currentTarget.value as Every))}
        />
        {rhythm.every === 'week' && (
          <NativeSelect
            label={t('schedules.weekday')}
            value={rhythm.day}
            data={[1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), label: weekdayName(day) }))}
            onChange={(event) => change({ ...rhythm, day: event.currentTarget.value })}
          />
        )}
        {rhythm.every === 'month' && (
          <NativeSelect
            label={t('schedules.monthday')}
            value={rhythm.day}
            data={[
              ...Array.from({ length: 31 }, (_, day) => String(day + 1)),
              { value: 'L', label: t('schedules.lastDay') },
            ]}
            onChange={(event) => change({ ...rhythm, day: event.currentTarget.value })}
          />
        )}
        {rhythm.every === 'interval' && (
          <>
            <TextInput
              label={t('schedules.interval')}
              inputMode="numeric"
              autoComplete="off"
              maxLength={6}
              value={rhythm.count}
              error={intervalError}
              onChange={(event) => change({ ...rhythm, count: event.currentTarget.value.replace(/\D/g, '') })}
            />
            <NativeSelect
              label={t('schedules.unit')}
              value={rhythm.unit}
              data={units.map((each) => ({ value: each, label: t(`schedules.units.${each}`) }))}
              onChange={(event) => change({ ...rhythm, unit: event.currentTarget.value as Unit })}
            />
          </>
        )}
        {rhythm.every === 'cron' && (
          <TextInput
            className={css.half}
            label={t('schedules.cron')}
            description={t('schedules.cronHint', { example: '0 9 * * 1-5' })}
            inputWrapperOrder={['label', 'input', 'error', 'description']}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            maxLength={200}
            value={rhythm.cron}
            error={cronError}
            onChange={(event) => change({ every: 'cron', cron: event.currentTarget.value })}
          />
        )}
        {'time' in rhythm && (
          <TextInput
            type="time"
            label={t('schedules.time')}
            value={rhythm.time}
            error={cronError}
            onChange={(event) => change({ ...rhythm, time: event.currentTarget.value })}
          />
        )}
        {rhythm.every !== 'interval' && (
          <NativeSelect
            label={t('schedules.zone')}
            value={zone}
            error={zoneError}
            data={[...new Set([zone, 'UTC', ...Intl.supportedValuesOf('timeZone')])].sort()}
            onChange={(event) => onChange({ ...value, zone: event.currentTarget.value })}
          />
        )}
        <NativeSelect
          className={css.half}
          label={t('schedules.missed')}
          value={value.missed}
          data={misses.map((each) => ({ value: each, label: t(`schedules.misses.${each}`) }))}
          onChange={(event) => onChange({ ...value, missed: event.currentTarget.value as Missed })}
        />
      </div>
      <div className={css.ticks} aria-live="polite">
        {preview.error || !preview.data ? (
          t('schedules.upcomingFailed')
        ) : (
          <>
            {t('schedules.upcoming')}
            <ol>
              {preview.data.ticks.map((tick) => (
                <li key={tick}>{formatTick(tick, zone)}</li>
              ))}
            </ol>
          </>
        )}
      </div>
    </section>
  );
}
