import { describe, expect, it } from 'vitest';
import { changeEvery, formatTick, rhythmOfSchedule, weekdayName, whenOf, type Rhythm } from './rhythm';

describe('how often', () => {
  const simple: [Rhythm, string][] = [
    [{ every: 'day', time: '09:05' }, '5 9 * * *'],
    [{ every: 'week', day: '1', time: '18:00' }, '0 18 * * 1'],
    [{ every: 'week', day: '7', time: '00:00' }, '0 0 * * 0'],
    [{ every: 'month', day: '31', time: '09:00' }, '0 9 31 * *'],
    [{ every: 'month', day: 'L', time: '09:00' }, '0 9 L * *'],
    [{ every: 'cron', cron: '*/5 9-17 * * 1-5' }, '*/5 9-17 * * 1-5'],
  ];

  const ofCron = (cron: string) => rhythmOfSchedule({ cron, interval: null });

  it.each(simple)('%o is written as %s, and read again', (rhythm, cron) => {
    expect(whenOf(rhythm, 'UTC')).toEqual({ cron, zone: 'UTC' });
    expect(ofCron(cron)).toEqual(rhythm);
  });

  const intervals: [Rhythm, number][] = [
    [{ every: 'interval', count: '90', unit: 'minutes' }, 5400],
    [{ every: 'interval', count: '6', unit: 'hours' }, 21_600],
    [{ every: 'interval', count: '14', unit: 'days' }, 1_209_600],
  ];

  it.each(intervals)('%o is %d seconds, and read again', (rhythm, interval) => {
    expect(whenOf(rhythm, 'UTC')).toEqual({ interval });
    expect(rhythmOfSchedule({ cron: null, interval })).toEqual(rhythm);
  });

  it('that no simple choice says stays an expression', () => {
    for (const cron of ['0 9 1 * 1', '0 9 1 6 *', '@daily', '0 9 * * 1-5']) expect(ofCron(cron)).toEqual({ every: 'cron', cron });
  });

  it('keeps the time of day when it changes, and becomes the expression that it was', () => {
    expect(changeEvery({ every: 'day', time: '07:30' }, 'month')).toEqual({ every: 'month', day: '1', time: '07:30' });
    expect(changeEvery({ every: 'day', time: '07:30' }, 'cron')).toEqual({ every: 'cron', cron: '30 7 * * *' });
    expect(changeEvery({ every: 'interval', count: '2', unit: 'hours' }, 'day')).toEqual({ every: 'day', time: '09:00' });
  });

  it('asks for nothing while the time is being typed', () => {
    expect(whenOf({ every: 'day', time: '' }, 'UTC')).toEqual({ cron: '', zone: 'UTC' });
    expect(whenOf({ every: 'interval', count: '', unit: 'days' }, 'UTC')).toEqual({ interval: 0 });
  });

  it('names days, and shows ticks by the clocks of their zone', () => {
    expect(weekdayName(1)).toBe('Monday');
    expect(formatTick('2026-12-01T08:00:00Z', 'Europe/Berlin')).toMatch(/Tue,? 1 December 2026.* 09:00/);
    expect(formatTick('2026-12-01T08:00:00Z', 'Mars/Crater')).toContain('2026');
  });
});
