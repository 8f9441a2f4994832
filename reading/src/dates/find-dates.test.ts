import { expect, test } from 'vitest';
import { findDates } from './find-dates.ts';
import { parseReferenceTime } from './reference-time.ts';

const zone = 'Europe/Rome';
const referenceTime = parseReferenceTime({ value: '2026-11-20T10:00:00', zone }) ?? 0;
const isos = (text: string, language: string): string[] =>
  findDates({ text, referenceTime, zone, language }).map((date) => date.iso);

test('a clock change moves the offset, not the wall time', () => {
  expect(isos('27 March 2027 at 10:00 and 29 March 2027 at 10:00', 'en')).toEqual([
    '2027-03-27T10:00:00+01:00',
    '2027-03-29T10:00:00+02:00',
  ]);
});
test('both ends of a range are found', () => {
  expect(isos('from 3 to 5 March', 'en')).toEqual(['2027-03-03', '2027-03-05']);
  expect(isos('dal 28 dicembre al 3 gennaio', 'it')).toEqual(['2026-12-28', '2027-01-03']);
  expect(isos('Monday 9:00-11:30', 'en')).toEqual(['2026-11-23T09:00:00+01:00', '2026-11-23T11:30:00+01:00']);
});
test('versions, prices, phone numbers and fractions are no dates', () => {
  for (const text of [
    'v1.2.3',
    'version 10.12.20',
    '$5.10',
    '+39 06 1234 5678',
    '192.168.1.12',
    '3/4 of it, 24/7',
    'it may be 5',
    '12.5% of 2,000 items',
  ])
    expect(isos(text, 'en'), text).toEqual([]);
});
test('a business day ends at five', () => {
  expect(isos('by EOD', 'en')).toEqual(['2026-11-20T17:00:00+01:00']);
  expect(isos('COB Monday', 'en')).toEqual(['2026-11-23T17:00:00+01:00']);
});
test('the order of day and month follows the language and the zone', () => {
  expect(findDates({ text: '04/05/2027', referenceTime, zone: 'America/New_York', language: 'en' })[0]?.iso).toBe('2027-04-05');
  expect(isos('04/05/2027', 'en')).toEqual(['2027-05-04']);
  expect(isos('04/05/2027', 'it')).toEqual(['2027-05-04']);
});
test('places are UTF-16 units of the text', () => {
  const text = '😀 see you tomorrow at 3pm.';
  const [date] = findDates({ text, referenceTime, zone, language: 'en' });
  expect(date && text.slice(date.start, date.end)).toBe('tomorrow at 3pm');
});
