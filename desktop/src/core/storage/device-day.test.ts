import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { fromDeviceDay, toDayBound, toDeviceDay } from './device-day.ts';

const zone = process.env['TZ'];
afterAll(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});
function inZone(name: string): void {
  process.env['TZ'] = name;
}

const ZONES = [
  'UTC',
  'Europe/Rome',
  'America/Sao_Paulo',
  'America/New_York',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'America/St_Johns',
  'Africa/Cairo',
];
const instants = fc.integer({ min: Date.UTC(1970, 0, 2), max: Date.UTC(2099, 11, 31) });

test('a day has no time, a time has its minutes, and more only when there is more', () => {
  inZone('Europe/Rome');
  expect(toDeviceDay(new Date(2026, 10, 27).getTime())).toEqual({ day: '2026-11-27', time: null });
  expect(toDeviceDay(new Date(2026, 10, 27, 15, 30).getTime())).toEqual({ day: '2026-11-27', time: '15:30' });
  expect(toDeviceDay(new Date(2026, 10, 27, 15, 30, 7, 5).getTime())).toEqual({ day: '2026-11-27', time: '15:30:07.005' });
  expect(toDeviceDay(new Date(2026, 10, 27, 0, 0, 0, 1).getTime())).toEqual({ day: '2026-11-27', time: '00:00:00.001' });
});

test('the start of a day whose midnight is skipped is a day without a time', () => {
  inZone('America/Sao_Paulo');
  const start = Date.UTC(2018, 10, 4, 3);
  expect(new Date(start).getHours()).toBe(1);
  expect(toDeviceDay(start)).toEqual({ day: '2018-11-04', time: null });
  expect(fromDeviceDay({ day: '2018-11-04', time: null })).toBe(start);
});

describe.each(ZONES)('in %s', (name) => {
  test('any instant comes back as it was, but for the hour that a clock put back repeats', () => {
    inZone(name);
    fc.assert(
      fc.property(instants, (instant) => {
        const stored = toDeviceDay(instant);
        const back = fromDeviceDay(stored) ?? Number.NaN;
        if (back === instant) return;
        // The same words for two instants: the earlier one is meant.
        expect(toDeviceDay(back)).toEqual(stored);
        expect(back).toBeLessThan(instant);
        expect(instant - back).toBeLessThanOrEqual(2 * 3_600_000);
      }),
      { numRuns: 500 },
    );
  });

  test('stored days and times sort as the instants do', () => {
    inZone(name);
    const text = (instant: number): string => {
      const { day, time } = toDeviceDay(instant);
      return `${day} ${time ?? ''}`;
    };
    fc.assert(
      fc.property(instants, fc.integer({ min: 2 * 3_600_000 + 1, max: 90 * 86_400_000 }), (instant, later) => {
        expect(text(instant) < text(instant + later)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

test('what no four-digit year can say is refused as data, and taken as a bound', () => {
  inZone('UTC');
  for (const instant of [8.64e15, -8.64e15]) expect(() => toDeviceDay(instant)).toThrow(/years 0 and 9999/);
  expect(toDayBound(8.64e15).day > '9999-12-31').toBe(true);
  expect(toDayBound(-8.64e15).day < '0000-01-01').toBe(true);
  expect(fromDeviceDay(toDeviceDay(Date.UTC(12, 0, 5) - 60_000_000_000_000))).toBe(Date.UTC(12, 0, 5) - 60_000_000_000_000);
});
