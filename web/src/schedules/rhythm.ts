import type { TFunction } from 'i18next';
import type { When } from '../api/schedules';
import type { Schedule } from '../api/types';
import { currentLanguage } from '../i18n';

/** How often, as people choose it. `day` is the weekday (1 Monday – 7 Sunday) or the day of the month ("L", the last). */
export type Rhythm =
  | { every: 'day'; time: string }
  | { every: 'week'; time: string; day: string }
  | { every: 'month'; time: string; day: string }
  | { every: 'interval'; count: string; unit: Unit }
  | { every: 'cron'; cron: string };

export type Every = Rhythm['every'];
export const everies: readonly Every[] = ['day', 'week', 'month', 'interval', 'cron'];
export type Unit = 'minutes' | 'hours' | 'days';
export const units: readonly Unit[] = ['minutes', 'hours', 'days'];
const seconds: Record<Unit, number> = { minutes: 60, hours: 3600, days: 86_400 };

/** As the server takes it: the clocks of a zone say when, or the time since the last. */
export function whenOf(rhythm: Rhythm, zone: string): When {
  if (rhythm.every !== 'interval') return { cron: cronOf(rhythm), zone };
  return { interval: Number(rhythm.count) * seconds[rhythm.unit] };
}

/** An interval of seconds that make no whole minutes, which no form of ours makes, keeps them as a fraction. */
function intervalOf(length: number): Extract<Rhythm, { every: 'interval' }> {
  const unit = units.toReversed().find((each) => length % seconds[each] === 0) ?? 'minutes';
  return { every: 'interval', count: String(length / seconds[unit]), unit };
}

export function rhythmOfSchedule({ cron, interval }: Pick<Schedule, 'cron' | 'interval'>): Rhythm {
  return cron ? rhythmOf(cron) : intervalOf(interval ?? 0);
}

function cronOf(rhythm: Exclude<Rhythm, { every: 'interval' }>): string {
  if (rhythm.every === 'cron') return rhythm.cron.trim();
  const [hour = '', minute = ''] = rhythm.time.split(':');
  if (minute === '') return '';
  const at = `${Number(minute)} ${Number(hour)}`;
  if (rhythm.every === 'day') return `${at} * * *`;
  return rhythm.every === 'week' ? `${at} * * ${Number(rhythm.day) % 7}` : `${at} ${rhythm.day} * *`;
}

/** What a cron expression says, when it is one that cronOf() writes. */
function rhythmOf(cron: string): Rhythm {
  const [, minute = '', hour = '', date = '', weekday = ''] = /^(\d+) (\d+) (\*|L|\d+) \* (\*|\d)$/.exec(cron) ?? [];
  const time = `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`;
  if (minute === '' || (date !== '*' && weekday !== '*')) return { every: 'cron', cron };
  if (weekday !== '*') return { every: 'week', time, day: String(Number(weekday) || 7) };
  return date === '*' ? { every: 'day', time } : { every: 'month', time, day: date };
}

/** The same time of day in another rhythm. */
export function changeEvery(rhythm: Rhythm, every: Every): Rhythm {
  if (every === 'interval') return { every, count: '1', unit: 'hours' };
  const time = 'time' in rhythm ? rhythm.time : '09:00';
  if (every === 'cron') return { every, cron: cronOf(rhythm.every === 'interval' ? { every: 'day', time } : rhythm) };
  return every === 'day' ? { every, time } : { every, time, day: '1' };
}

const locale = () => (currentLanguage() === 'ru' ? 'ru-RU' : 'en-GB');

/** 1 is Monday. */
export function weekdayName(day: number): string {
  return new Date(Date.UTC(2024, 0, day)).toLocaleDateString(locale(), { weekday: 'long', timeZone: 'UTC' });
}

export function howOften(t: TFunction, schedule: Pick<Schedule, 'cron' | 'interval'>): string {
  const rhythm = rhythmOfSchedule(schedule);
  switch (rhythm.every) {
    case 'day':
      return t('schedules.how.day', { time: rhythm.time });
    case 'week':
      return t('schedules.how.week', { time: rhythm.time, day: weekdayName(Number(rhythm.day)) });
    case 'month':
      return rhythm.day === 'L'
        ? t('schedules.how.lastDay', { time: rhythm.time })
        : t('schedules.how.month', { time: rhythm.time, day: rhythm.day });
    case 'interval':
      return t(`schedules.how.${rhythm.unit}`, { count: Number(rhythm.count) });
    default:
      return t('schedules.how.cron', { cron: rhythm.cron });
  }
}

/** A tick as the clocks of its zone show it: "Mon, 1 December 2026, 09:00". */
export function formatTick(iso: string, zone: string): string {
  const date = new Date(iso);
  const words = { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' } as const;
  try {
    return date.toLocaleString(locale(), { ...words, timeZone: zone });
  } catch {
    return date.toLocaleString(locale(), words); // a zone that this browser does not know
  }
}
