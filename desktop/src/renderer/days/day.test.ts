import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, dayInWords, dayOf, daysBetween, instantOf, isDay, startOfDay, timeOf, weekdayOf } from './day.ts';

// Zones with summer time at midnight, half hours, the ends of the world, and a day that never was.
const zone = fc.constantFrom(
  'Europe/Berlin',
  'America/New_York',
  'America/Sao_Paulo',
  'Asia/Beirut',
  'Asia/Kolkata',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'Australia/Lord_Howe',
  'UTC',
);
const day = fc
  .integer({ min: Date.UTC(1980, 0, 1) / 86_400_000, max: Date.UTC(2060, 0, 1) / 86_400_000 })
  .map((count) => new Date(count * 86_400_000).toISOString().slice(0, 10));

test('the start of a day is its first instant, in every zone', () => {
  fc.assert(
    fc.property(day, zone, (day, zone) => {
      const start = startOfDay({ day, zone });
      const before = dayOf({ instant: start - 1, zone });
      // Kiritimati and Samoa skipped whole days: such a day has no instant of its own.
      fc.pre(dayOf({ instant: start, zone }) === day);
      return before < day && timeOf({ instant: start, zone }) === undefined;
    }),
    { numRuns: 400 },
  );
});

test('midnights that a zone skips begin at the hour that follows', () => {
  // Beirut sets its clocks forward at midnight: 26 March 2028 begins at 01:00.
  const start = startOfDay({ day: '2028-03-26', zone: 'Asia/Beirut' });
  expect(dayOf({ instant: start, zone: 'Asia/Beirut' })).toBe('2028-03-26');
  expect(dayOf({ instant: start - 1, zone: 'Asia/Beirut' })).toBe('2028-03-25');
});

test('a time of day is told, the start of a day is not', () => {
  const start = startOfDay({ day: '2026-11-21', zone: 'Europe/Berlin' });
  expect(timeOf({ instant: start, zone: 'Europe/Berlin' })).toBeUndefined();
  expect(timeOf({ instant: start + 9.5 * 3_600_000, zone: 'Europe/Berlin' })).toBe('09:30');
});

test('a day is told for every instant that a task may have', () => {
  for (const instant of [8.64e15, -8.64e15])
    for (const zone of ['UTC', 'Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
      const day = dayOf({ instant, zone });
      expect(day).toMatch(/^\d{6}-\d\d-\d\d$/);
      expect(timeOf({ instant, zone }) ?? '00:00').toMatch(/^\d\d:\d\d$/);
      expect(dayInWords({ day, today: '2026-11-21' })).toContain(day.slice(0, 6));
    }
});

test('days are counted over months, years and summer time', () => {
  fc.assert(
    fc.property(
      day,
      fc.integer({ min: -2_000, max: 2_000 }),
      (day, count) => daysBetween({ from: day, to: addDays(day, count) }) === count,
    ),
  );
  expect(weekdayOf('2026-11-23')).toBe(1);
  expect(weekdayOf('2026-11-22')).toBe(7);
  expect([isDay('2026-02-28'), isDay('2026-02-30'), isDay('tomorrow')]).toEqual([true, false, false]);
});

test('a day in words carries its year only when it is another', () => {
  expect(dayInWords({ day: '2026-03-06', today: '2026-11-21' })).toBe('Fri 6 Mar');
  expect(dayInWords({ day: '2027-02-04', today: '2026-11-21' })).toBe('Thu 4 Feb 2027');
});

test('a time of a day is the instant at which the clocks show it, or the next that they show', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 24 * 60 - 1 }), zone, (day, minute, zone) => {
      const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
      const instant = instantOf({ day, time, zone });
      const [shown, at] = [dayOf({ instant, zone }), timeOf({ instant, zone }) ?? '00:00'];
      // A day that never was is passed over; an hour that the clocks skip is shown as the hour after.
      if (shown === day && at === time) return;
      expect(`${shown} ${at}` > `${day} ${time}`).toBe(true);
      const hourBefore = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeStyle: 'short' }).format(instant - 3_600_000);
      expect(hourBefore === time).toBe(false);
    }),
    { numRuns: 2_000 },
  );
  expect(instantOf({ day: '2026-03-29', time: '02:30', zone: 'Europe/Berlin' })).toBe(Date.UTC(2026, 2, 29, 1, 30));
  expect(instantOf({ day: '2026-07-01', time: undefined, zone: 'Europe/Berlin' })).toBe(Date.UTC(2026, 5, 30, 22));
});
