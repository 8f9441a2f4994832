import { expect, it } from 'vitest';
import { addMinutes } from './moment.ts';

it.each([
  ['Europe/Rome', '2026-03-29 01:30', 60, '2026-03-29 03:30'],
  ['Europe/Rome', '2026-10-25 01:30', 180, '2026-10-25 03:30'],
  ['Europe/Rome', '2026-12-31 23:30', 60, '2027-01-01 00:30'],
  ['America/New_York', '2026-03-08 01:30', 60, '2026-03-08 03:30'],
  ['Asia/Kathmandu', '2026-11-21 14:05', 90, '2026-11-21 15:35'],
  ['Not/AZone', '2026-11-21 23:05', 90, '2026-11-22 00:35'],
])('counts real minutes in %s: %s and %i minutes', (zone, from, count, to) => {
  const [day = '', time = ''] = from.split(' ');
  const found = addMinutes({ moment: { day, time, zone }, count });
  expect(`${found.day} ${found.time}`).toBe(to);
});
