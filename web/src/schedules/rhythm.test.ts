import { describe, expect, it } from 'vitest';
import { changeEvery, cronOf, formatTick, rhythmOf, weekdayName, type Rhythm } from './rhythm';

describe('how often', () => {
  const simple: [Rhythm, string][] = [
    [{ every: 'day', time: '09:05' }, '5 9 * * *'],
    [{ every: 'week', day: '1', time: '18:00' }, '0 18 * * 1'],
    [{ every: 'week', day: '7', time: '00:00' }, '0 0 * * 0'],
    [{ every: 'month', day: '31', time: '09:00' }, '0 9 31 * *'],
    [{ every: 'month', day: 'L', time: '09:00' }, '0 9 L * *'],
    [{ every: 'cron', cron: '*/5 9-17 * * 1-5' }, '*/5 9-17 * * 1-5'],
  ];

  it.each(simple)('%o is written as %s, and read again', (rhythm, cron) => {
    expect(cronOf(rhythm)).toBe(cron);
    expect(rhythmOf(cron)).toEqual(rhythm);
  });

  it('that no simple choice says stays an expression', () => {
    for (const cron of ['0 9 1 * 1', '0 9 1 6 *', '@daily', '0 9 * * 1-5']) expect(rhythmOf(cron)).toEqual({ every: 'cron', cron });
  });

  it('keeps the time of day when it changes, and becomes the expression that it was', () => {
    expect(changeEvery({ every: 'day', time: '07:30' }, 'month')).toEqual({ every: 'month', day: '1', time: '07:30' });
    expect(changeEvery({ every: 'day', time: '07:30' }, 'cron')).toEqual({ every: 'cron', cron: '30 7 * * *' });
  });

  it('asks for nothing while the time is being typed', () => {
    expect(cronOf({ every: 'day', time: '' })).toBe('');
  });

  it('names days, and shows ticks by the clocks of their zone', () => {
    expect(weekdayName(1)).toBe('Monday');
    expect(formatTick('2026-12-01T08:00:00Z', 'Europe/Berlin')).toMatch(/Tue,? 1 December 2026.* 09:00/);
    expect(formatTick('2026-12-01T08:00:00Z', 'Mars/Crater')).toContain('2026');
  });
});
