import { expect, test } from 'vitest';
import { agoInside, agoInWords, durationInWords } from './ago.ts';
import { addDays, startOfDay } from './day.ts';
import { dueGroup, dueWords } from './due-words.ts';

const zone = 'Europe/Berlin';
const today = '2026-11-21';
const now = startOfDay({ day: today, zone }) + 10 * 3_600_000;
const due = (away: number, hours = 0) => startOfDay({ day: addDays(today, away), zone }) + hours * 3_600_000;
const words = (away: number, hours = 0, done = false) => {
  const { text, tone } = dueWords({ due: due(away, hours), now, zone, done });
  return [text, tone];
};

test('a due date says how far it is', () => {
  expect(words(-1)).toEqual(['1 day overdue', 'late']);
  expect(words(-6)).toEqual(['6 days overdue', 'late']);
  expect(words(-90)).toEqual(['Overdue since 23 Aug', 'late']);
  expect(words(0)).toEqual(['Today', 'today']);
  expect(words(0, 9)).toEqual(['Today 09:00', 'late']);
  expect(words(0, 14)).toEqual(['Today 14:00', 'today']);
  expect(words(1)).toEqual(['Tomorrow', 'plain']);
  expect(words(5)).toEqual(['Thursday', 'plain']);
  expect(words(7)).toEqual(['Sat 28 Nov', 'plain']);
});

test('what is done is never late', () => {
  expect(words(-6, 0, true)).toEqual(['Sun 15 Nov', 'plain']);
});

test('each task stands under one heading', () => {
  const group = (away: number | null, open = true) => dueGroup({ due: away === null ? null : due(away), now, zone, open });
  expect([-3, 0, 1, 6, 7, null].map((away) => group(away))).toEqual([
    'Overdue',
    'Today',
    'Tomorrow',
    'Next 7 days',
    'Later',
    'No date',
  ]);
  expect(group(-3, false)).toBe('Before today');
});

test('past moments and lengths in words', () => {
  const ago = (ms: number) => agoInWords({ instant: now - ms, now, zone });
  expect([ago(5_000), ago(300_000), ago(2 * 3_600_000), ago(20 * 3_600_000), ago(50 * 3_600_000)]).toEqual([
    'Now',
    '5 min ago',
    '08:00',
    'Yesterday 14:00',
    'Thu 19 Nov 08:00',
  ]);
  expect(agoInside({ instant: now, now, zone })).toBe('just now');
  expect([durationInWords(0.2), durationInWords(412), durationInWords(1_234), durationInWords(120_000)]).toEqual([
    '1 ms',
    '412 ms',
    '1.2 s',
    '2 min',
  ]);
});
