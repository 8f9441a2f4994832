import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeInstant, localDayOf, readLocalDay, writeLocalDay } from './local-time.ts';

const read = (text: string, timezone: string) => readLocalDay({ text, timezone });
const zones = fc.constantFrom(
  'UTC',
  'Europe/Rome',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'Pacific/Apia',
  'America/Sao_Paulo',
  'Asia/Kathmandu',
);
/** 1990 to 2060. */
const instants = fc.integer({ min: 631_152_000_000, max: 2_840_140_800_000 });

test('a day is as long as its zone makes it', () => {
  expect(read('2026-03-29', 'Europe/Rome')).toEqual({
    start: Date.UTC(2026, 2, 28, 23),
    end: Date.UTC(2026, 2, 29, 22) - 1,
    hasTime: false,
  });
  expect(read('2026-10-25', 'Europe/Rome')).toEqual({
    start: Date.UTC(2026, 9, 24, 22),
    end: Date.UTC(2026, 9, 25, 23) - 1,
    hasTime: false,
  });
});

test('a day whose midnight is skipped begins when its clock begins', () => {
  // Cairo goes from 00:00 to 01:00 on the last Friday of April.
  expect(read('2026-04-24', 'Africa/Cairo')).toMatchObject({ start: Date.UTC(2026, 3, 23, 22) });
  expect(writeLocalDay({ instant: Date.UTC(2026, 3, 23, 22), timezone: 'Africa/Cairo' })).toBe('2026-04-24');
});

test('a time that is skipped moves on, one that comes twice is the first', () => {
  expect(read('2026-03-29T02:30', 'Europe/Rome')).toMatchObject({ start: Date.UTC(2026, 2, 29, 1, 30), hasTime: true });
  expect(read('2026-10-25T02:30', 'Europe/Rome')).toMatchObject({ start: Date.UTC(2026, 9, 25, 0, 30) });
});

test('what is no day is none', () => {
  for (const text of ['2026-02-29', '2026-04-31', 'tomorrow', '2026-1-1', '']) expect(read(text, 'UTC')).toBeUndefined();
  expect(read('2028-02-29', 'UTC')).toBeDefined();
});

test('an instant lies in the day that it is written as, and a minute that is written is read back', () => {
  fc.assert(
    fc.property(instants, zones, (instant, timezone) => {
      const day = read(localDayOf({ instant, timezone }), timezone);
      expect(day && day.start <= instant && instant <= day.end).toBe(true);
      const written = writeLocalDay({ instant, timezone });
      const again = read(written, timezone);
      expect(again && writeLocalDay({ instant: again.start, timezone })).toBe(written);
    }),
    { numRuns: 500 },
  );
});

test('an instant is described with weekday and zone', () => {
  expect(describeInstant({ instant: Date.UTC(2026, 10, 21, 13, 5), timezone: 'Europe/Rome' })).toBe(
    '2026-11-21 Saturday 14:05 Europe/Rome',
  );
});
