import { exhausted } from '../exhausted.ts';
import { type CalendarUnit, type Day, addDays, makeDay, partsOf, spanOf, weekdayOf } from './calendar.ts';
import type { DatePhrase, DateReading } from './date-phrase.ts';
import { type Moment, addMinutes } from './moment.ts';

/** The days that a phrase means, both included, and a time when it means one. */
export interface DaySpan {
  from: Day;
  to: Day;
  time?: string;
}

/** `due`: a day to come is meant ("Friday", said on a Friday, is in a week). `filter`: today counts. */
export type DatePurpose = 'due' | 'filter';

const monthFirst =
  /^(US\/|America\/(New_York|Chicago|Denver|Los_Angeles|Phoenix|Detroit|Anchorage|Boise|Juneau|Nome|Sitka|Adak|Menominee|Indiana|Kentucky|North_Dakota|Indianapolis|Louisville)|Pacific\/Honolulu)/;

const one = (day: Day | undefined): DaySpan | undefined => (day === undefined ? undefined : { from: day, to: day });

/** The first day from today on, in this year or a later one, that has this month and date (29 February waits for its year). */
function comingDate({ now, month, date }: { now: Moment; month: number; date: number }): Day | undefined {
  const { year } = partsOf(now.day);
  for (let ahead = 0; ahead <= 8; ahead++) {
    const day = makeDay({ year: year + ahead, month, date });
    if (day !== undefined && day >= now.day) return day;
  }
  return undefined;
}

function dayOfMonth({ now, date, months }: { now: Moment; date: number; months: number | undefined }): Day | undefined {
  const start = spanOf({ day: now.day, unit: 'month' }).from;
  const first = months ?? 0;
  for (let ahead = first; ahead <= (months === undefined ? 12 : first); ahead++) {
    const { year, month } = partsOf(addDays({ day: start, count: ahead, unit: 'month' }));
    const day = makeDay({ year, month, date });
    if (day !== undefined && (months !== undefined || day >= now.day)) return day;
  }
  return undefined;
}

function weekday({ phrase, now, purpose }: { phrase: DatePhrase & { kind: 'weekday' }; now: Moment; purpose: DatePurpose }): Day {
  const monday = spanOf({ day: now.day, unit: 'week' }).from;
  const inThisWeek = addDays({ day: monday, count: phrase.weekday - 1 });
  const plus = phrase.plusWeeks ?? 0;
  const ahead = (phrase.weekday - weekdayOf(now.day) + 7) % 7;
  switch (phrase.week) {
    case 'next':
      return addDays({ day: inThisWeek, count: 1 + plus, unit: 'week' });
    case 'last':
      return addDays({ day: inThisWeek, count: inThisWeek < now.day ? 0 : -1, unit: 'week' });
    case 'this':
      return addDays({ day: now.day, count: ahead + plus * 7 });
    case 'coming':
      return addDays({ day: now.day, count: (ahead === 0 && purpose === 'due' ? 7 : ahead) + plus * 7 });
    default:
      return exhausted(phrase.week);
  }
}

function numeric({ phrase, now }: { phrase: DatePhrase & { kind: 'numeric' }; now: Moment }): Day | undefined {
  const { first, second, year } = phrase;
  const american = first > 12 ? false : second > 12 ? true : monthFirst.test(now.zone);
  const [month, date] = american ? [first, second] : [second, first];
  return year === undefined ? comingDate({ now, month, date }) : makeDay({ year, month, date });
}

function weekend({ now, count }: { now: Moment; count: number }): DaySpan {
  const monday = addDays({ day: spanOf({ day: now.day, unit: 'week' }).from, count, unit: 'week' });
  return { from: addDays({ day: monday, count: 5 }), to: addDays({ day: monday, count: 6 }) };
}

/** The days that a phrase means at a moment; undefined when the calendar has no such day. */
export function resolveSpan({
  reading,
  now,
  purpose,
}: {
  reading: DateReading;
  now: Moment;
  purpose: DatePurpose;
}): DaySpan | undefined {
  const span = phraseSpan({ phrase: reading.phrase, now, purpose, time: reading.time });
  if (span === undefined || span.from > '9999' || span.to > '9999') return undefined;
  return reading.time === undefined ? span : { ...span, time: reading.time };
}

function phraseSpan(given: {
  phrase: DatePhrase;
  now: Moment;
  purpose: DatePurpose;
  time?: string | undefined;
}): DaySpan | undefined {
  const { phrase, now, purpose, time } = given;
  switch (phrase.kind) {
    case 'day':
      return one(phrase.day);
    case 'numeric':
      return one(numeric({ phrase, now }));
    case 'month-day':
      return one(comingDate({ now, month: phrase.month, date: phrase.date }));
    case 'day-of-month':
      return one(dayOfMonth({ now, date: phrase.date, months: phrase.months }));
    case 'weekday': {
      // "Friday at 18:00", said on a Friday morning, is today.
      const today = phrase.week === 'coming' && time !== undefined && time > now.time;
      return one(weekday({ phrase, now, purpose: today ? 'filter' : purpose }));
    }
    case 'offset': {
      const base = phrase.from ? phraseSpan({ ...given, phrase: phrase.from })?.from : now.day;
      return base === undefined ? undefined : one(addDays({ day: base, count: phrase.count, unit: phrase.unit }));
    }
    case 'minutes': {
      const { day, time } = addMinutes({ moment: now, count: phrase.count });
      return { from: day, to: day, time };
    }
    case 'span':
      if (phrase.unit === 'weekend') return weekend({ now, count: phrase.count });
      return spanOf({ day: addDays({ day: now.day, count: phrase.count, unit: phrase.unit }), unit: phrase.unit });
    case 'next':
      return { from: now.day, to: addDays({ day: now.day, count: phrase.count, unit: phrase.unit }) };
    case 'end-of': {
      const month = phrase.month === undefined ? undefined : monthSpan({ now, month: phrase.month })?.to;
      const day = addDays({ day: now.day, count: phrase.count, unit: phrase.unit });
      return one(month ?? endOf({ day, today: now.day, unit: phrase.unit }));
    }
    case 'month':
      return monthSpan({ now, month: phrase.month, year: phrase.year });
    case 'clock':
      return one(time !== undefined && time <= now.time && purpose === 'due' ? addDays({ day: now.day, count: 1 }) : now.day);
    default:
      return exhausted(phrase);
  }
}

/** A week's end is its Friday, or its Sunday when Friday has passed; any other span's is its last day. */
function endOf({ day, today, unit }: { day: Day; today: Day; unit: CalendarUnit }): Day {
  const span = spanOf({ day, unit });
  if (unit !== 'week') return span.to;
  const friday = addDays({ day: span.from, count: 4 });
  return friday >= today ? friday : span.to;
}

function monthSpan({ now, month, year }: { now: Moment; month: number; year?: number | undefined }): DaySpan | undefined {
  const today = partsOf(now.day);
  const day = makeDay({ year: year ?? today.year + (month < today.month ? 1 : 0), month, date: 1 });
  return day === undefined ? undefined : spanOf({ day, unit: 'month' });
}

/**
 * The day (and time) on which something falls due. Of a span: the week to come from its Monday, this week to its end, a
 * weekend on its Saturday (or today, in it), a month to come from its first day, any other to its last.
 */
export function resolveDue({ reading, now }: { reading: DateReading; now: Moment }): { day: Day; time?: string } | undefined {
  const span = resolveSpan({ reading, now, purpose: 'due' });
  if (span === undefined) return undefined;
  const { phrase } = reading;
  let day = span.to;
  if (phrase.kind === 'span') {
    if (phrase.count > 0) day = span.from;
    else if (phrase.unit === 'weekend') day = now.day > span.from ? now.day : span.from;
    else if (phrase.unit === 'week') day = endOf({ day: span.from, today: now.day, unit: 'week' });
  }
  return span.time === undefined ? { day } : { day, time: span.time };
}

/** A day and its time as a tool takes them. */
export function localDay({ day, time }: { day: Day; time?: string }): string {
  return time === undefined ? day : `${day}T${time}`;
}
