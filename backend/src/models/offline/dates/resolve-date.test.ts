import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDue } from '../understand/english/due.ts';
import { tokenise } from '../understand/tokens.ts';
import { makeDay } from './calendar.ts';
import type { Moment } from './moment.ts';
import { localDay, resolveDue, resolveSpan } from './resolve-date.ts';

/** 2026-11-21 is a Saturday. */
const saturday: Moment = { day: '2026-11-21', time: '14:05', zone: 'Europe/Rome' };

function due(text: string, now: Moment = saturday): string | undefined {
  const { tokens } = tokenise(text);
  const read = readDue({ tokens, at: 0 });
  const day = read?.end === tokens.length ? resolveDue({ reading: read.reading, now }) : undefined;
  return day && localDay(day);
}

function span(text: string, now: Moment = saturday): string | undefined {
  const { tokens } = tokenise(text);
  const read = readDue({ tokens, at: 0 });
  const days = read?.end === tokens.length ? resolveSpan({ reading: read.reading, now, purpose: 'filter' }) : undefined;
  return days && `${days.from} ${days.to}`;
}

const table = (lines: string): [string, string][] =>
  lines
    .trim()
    .split('\n')
    .map((line) => line.trim().split(' → '))
    .map(([said = '', day = '']) => [said, day]);

describe('a due day, said on Saturday 21 November 2026 at 14:05 in Rome', () => {
  it.each(
    table(`
      today → 2026-11-21
      tonight → 2026-11-21
      EOD → 2026-11-21
      by end of day → 2026-11-21
      by the end of the day → 2026-11-21
      tomorrow → 2026-11-22
      tmrw → 2026-11-22
      tomorrow morning → 2026-11-22
      the day after tomorrow → 2026-11-23
      yesterday → 2026-11-20
      Friday → 2026-11-27
      fri → 2026-11-27
      on Monday → 2026-11-23
      this Monday → 2026-11-23
      next Monday → 2026-11-23
      next Friday → 2026-11-27
      this Friday → 2026-11-27
      coming Friday → 2026-11-27
      this coming Friday → 2026-11-27
      last Friday → 2026-11-20
      Saturday → 2026-11-28
      this Saturday → 2026-11-21
      Friday next week → 2026-11-27
      Friday week → 2026-12-04
      a week from Friday → 2026-12-04
      two weeks from tomorrow → 2026-12-06
      in two weeks → 2026-12-05
      in 2 weeks → 2026-12-05
      in a week → 2026-11-28
      in a week's time → 2026-11-28
      in 3 days → 2026-11-24
      in three days → 2026-11-24
      in a couple of days → 2026-11-23
      within 3 days → 2026-11-24
      3 days from now → 2026-11-24
      in a month → 2026-12-21
      in a year → 2027-11-21
      in a fortnight → 2026-12-05
      by the 12th → 2026-12-12
      on the 30th → 2026-11-30
      by the 21st → 2026-11-21
      by the 31st → 2026-12-31
      the 12th of next month → 2026-12-12
      on 3 March → 2027-03-03
      on March 3 → 2027-03-03
      March 3rd → 2027-03-03
      3rd of March → 2027-03-03
      the 3rd of March 2028 → 2028-03-03
      December 24, 2026 → 2026-12-24
      24 Dec → 2026-12-24
      Friday 27 November → 2026-11-27
      Friday, November 27 → 2026-11-27
      on Feb 29 → 2028-02-29
      2026-12-24 → 2026-12-24
      2026-12-24T15:30 → 2026-12-24T15:30
      2026-12-24 15:30 → 2026-12-24T15:30
      2026/12/24 → 2026-12-24
      by 12/24 → 2026-12-24
      by 24/12 → 2026-12-24
      by 3/4 → 2027-04-03
      by 24.12. → 2026-12-24
      24.12.2026 → 2026-12-24
      24/12/27 → 2027-12-24
      this weekend → 2026-11-21
      next weekend → 2026-11-28
      this week → 2026-11-22
      next week → 2026-11-23
      end of the week → 2026-11-22
      by the end of next week → 2026-11-27
      end of month → 2026-11-30
      by the end of the month → 2026-11-30
      eom → 2026-11-30
      end of next month → 2026-12-31
      end of November → 2026-11-30
      end of the year → 2026-12-31
      next month → 2026-12-01
      this month → 2026-11-30
      due in December → 2026-12-31
      Friday at 15:00 → 2026-11-27T15:00
      Friday at 3pm → 2026-11-27T15:00
      Friday at 3 → 2026-11-27T15:00
      Friday at 03:00 → 2026-11-27T03:00
      Friday 3:30 pm → 2026-11-27T15:30
      tomorrow at 9 → 2026-11-22T09:00
      tomorrow at noon → 2026-11-22T12:00
      at 3pm tomorrow → 2026-11-22T15:00
      at 15:00 on Friday → 2026-11-27T15:00
      at 3pm → 2026-11-21T15:00
      at 9am → 2026-11-22T09:00
      at 12am → 2026-11-22T00:00
      Saturday at 18:00 → 2026-11-21T18:00
      in 2 hours → 2026-11-21T16:05
      in half an hour → 2026-11-21T14:35
      in 45 minutes → 2026-11-21T14:50
      with a deadline of 24 December → 2026-12-24
      no later than Friday → 2026-11-27
      on Christmas Eve → 2026-12-24
    `),
  )('%s is %s', (said, day) => expect(due(said)).toBe(day));

  it.each([
    'on 30 February',
    '2026-02-30',
    'by 13/13',
    'at 25:00',
    'at 13pm',
    'every Monday',
    'Black Friday',
    'the second',
    'May',
    '12',
    '24/7x',
    'in May be',
  ])('%s is no date', (said) => expect(due(said)).toBeUndefined());
});

describe('a span of days, for a question', () => {
  it.each(
    table(`
      this week → 2026-11-16 2026-11-22
      next week → 2026-11-23 2026-11-29
      last week → 2026-11-09 2026-11-15
      this weekend → 2026-11-21 2026-11-22
      next weekend → 2026-11-28 2026-11-29
      this month → 2026-11-01 2026-11-30
      next month → 2026-12-01 2026-12-31
      in December → 2026-12-01 2026-12-31
      in January → 2027-01-01 2027-01-31
      this quarter → 2026-10-01 2026-12-31
      this year → 2026-01-01 2026-12-31
      the next 3 days → 2026-11-21 2026-11-24
      in the next two weeks → 2026-11-21 2026-12-05
      on Saturday → 2026-11-21 2026-11-21
    `),
  )('%s is %s', (said, days) => expect(span(said)).toBe(days));
});

describe('other days to stand on', () => {
  it.each([
    ['Friday', '2026-11-27', '2026-12-04'],
    ['this Friday', '2026-11-27', '2026-11-27'],
    ['next Friday', '2026-11-25', '2026-12-04'],
    ['Friday', '2026-11-25', '2026-11-27'],
    ['next Monday', '2026-11-22', '2026-11-23'],
    ['tomorrow', '2026-12-31', '2027-01-01'],
    ['in 3 days', '2026-12-30', '2027-01-02'],
    ['next week', '2026-12-30', '2027-01-04'],
    ['end of the week', '2026-11-25', '2026-11-27'],
    ['in a month', '2027-01-31', '2027-02-28'],
    ['in a month', '2028-01-31', '2028-02-29'],
    ['in a year', '2028-02-29', '2029-02-28'],
    ['by the 31st', '2027-02-01', '2027-03-31'],
    ['on 3 March', '2026-03-03', '2026-03-03'],
    ['this weekend', '2026-11-18', '2026-11-21'],
    ['this weekend', '2026-11-22', '2026-11-22'],
    ['next month', '2026-12-15', '2027-01-01'],
  ])('%s, on %s, is %s', (said, day, expected) => expect(due(said, { ...saturday, day })).toBe(expected));

  it('reads 3/4 as the user’s part of the world does', () => {
    expect(due('by 3/4', { ...saturday, zone: 'America/New_York' })).toBe('2027-03-04');
    expect(due('by 3/4', { ...saturday, zone: 'America/Sao_Paulo' })).toBe('2027-04-03');
    expect(due('by 12/24', { ...saturday, zone: 'Europe/London' })).toBe('2026-12-24');
  });
});

describe('any today', () => {
  const day = fc
    .date({ min: new Date('1970-01-01T00:00:00Z'), max: new Date('2200-12-31T00:00:00Z'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));

  it('never makes a due day before today of what is to come', () => {
    const said = fc.constantFrom(
      'tomorrow',
      'Friday',
      'next Monday',
      'next week',
      'in 3 days',
      'by the 12th',
      'on 3 March',
      'this weekend',
      'end of month',
      'end of the week',
      'by 12/24',
      'at 9am',
      'in 2 hours',
      'next month',
      'this week',
    );
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 23 }), said, (today, hour, text) => {
        const found = due(text, { day: today, time: `${String(hour).padStart(2, '0')}:30`, zone: 'Europe/Rome' }) ?? '';
        expect(found >= today).toBe(true);
        expect(
          makeDay({ year: Number(found.slice(0, 4)), month: Number(found.slice(5, 7)), date: Number(found.slice(8, 10)) }),
        ).toBe(found.slice(0, 10));
      }),
    );
  });
});
