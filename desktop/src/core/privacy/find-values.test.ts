import { expect, test } from 'vitest';
import { findValues } from './find-values.ts';

const LENGTH = 300_000;

/** Beginnings of values that never end, as a backend may write them into a row that it then reads. */
const units = [
  'a',
  '1',
  '1 ',
  '@',
  'a.a@a.',
  'Via Aa ',
  'Via a.a.',
  '1 Aa Aa Aa Aa ',
  '1 Aa street ',
  'Aastraße ',
  'Aa-',
  'Mr ',
  'Mr Aa von ',
  "A'",
  '+1 (',
  '12-',
  '€ 1 000 ',
  '12345 Aa ',
  '1 bis rue a ',
  'A\u0301',
  '\n1 A street\n',
];

test.each(units)('a long text of %j does not hold the device up', (unit) => {
  const text = unit.repeat(LENGTH / unit.length);
  for (const { start, end } of findValues(text)) {
    expect(start).toBeGreaterThanOrEqual(0);
    expect(end).toBeGreaterThan(start);
    expect(end).toBeLessThanOrEqual(text.length);
  }
});
