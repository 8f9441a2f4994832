import { expect, test } from 'vitest';
import { dayOf } from '#renderer/days/index.ts';
import { isPlanKey, planDate } from './plan-days.ts';

const zone = 'Europe/Berlin';

test('keys plan for today, tomorrow and the coming Monday, whatever the day', () => {
  const planned = (now: string) =>
    (['1', '2', '3'] as const).map((key) => dayOf({ instant: planDate({ key, now: Date.parse(now), zone }), zone }));
  expect(planned('2026-11-28T10:00:00+01:00')).toEqual(['2026-11-28', '2026-11-29', '2026-11-30']);
  expect(planned('2026-11-29T23:59:00+01:00')).toEqual(['2026-11-29', '2026-11-30', '2026-11-30']);
  expect(planned('2026-11-30T00:00:00+01:00')).toEqual(['2026-11-30', '2026-12-01', '2026-12-07']);
  // The night in which the clocks go back.
  expect(planned('2026-10-24T23:30:00+02:00')[1]).toBe('2026-10-25');
  expect([isPlanKey('1'), isPlanKey('4'), isPlanKey('toString')]).toEqual([true, false, false]);
});
