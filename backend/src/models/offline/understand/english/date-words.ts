import { lookUp, phrases } from './phrases.ts';
import type { CalendarUnit } from '#backend/models/offline/dates/calendar.ts';

const weekdayNames = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const weekdayShort: Record<string, number> = {
  mon: 1,
  tue: 2,
  tues: 2,
  wed: 3,
  weds: 3,
  thu: 4,
  thur: 4,
  thurs: 4,
  fri: 5,
  sat: 6,
  sun: 7,
};

const monthNames = phrases(`
  january | february | march | april | may | june | july | august | september | october | november | december
`);

const units: Record<string, CalendarUnit | 'hour' | 'minute' | 'weekend' | 'fortnight'> = {
  day: 'day',
  week: 'week',
  wk: 'week',
  fortnight: 'fortnight',
  weekend: 'weekend',
  month: 'month',
  quarter: 'quarter',
  year: 'year',
  hour: 'hour',
  hr: 'hour',
  minute: 'minute',
  min: 'minute',
};

/** 1 Monday to 7 Sunday; also "fri", "fridays" is not one (it repeats). */
export function weekdayNamed(word: string | undefined): number | undefined {
  if (word === undefined) return undefined;
  const index = weekdayNames.indexOf(word);
  return index >= 0 ? index + 1 : lookUp({ table: weekdayShort, word });
}

/** 1 to 12; "dec" and "sept" too. */
export function monthNamed(word: string | undefined): number | undefined {
  if (word === undefined || word.length < 3) return undefined;
  const index = monthNames.findIndex(
    (name) => name === word || name.slice(0, 3) === word || (word === 'sept' && name === 'september'),
  );
  return index >= 0 ? index + 1 : undefined;
}

/** "days" and "day" alike. */
export function unitNamed(word: string | undefined): (typeof units)[string] | undefined {
  return word === undefined
    ? undefined
    : (lookUp({ table: units, word }) ?? lookUp({ table: units, word: word.replace(/'?s'?$/, '') }));
}

/** Days with a name of their own: month and date. */
export const feasts: Record<string, readonly [number, number]> = {
  christmas_eve: [12, 24],
  christmas_day: [12, 25],
  christmas: [12, 25],
  boxing_day: [12, 26],
  "new_year's_eve": [12, 31],
  new_years_eve: [12, 31],
  "new_year's_day": [1, 1],
  new_years_day: [1, 1],
  "new_year's": [1, 1],
  "valentine's_day": [2, 14],
  halloween: [10, 31],
};

/** Words before a weekday with which it is no day to come: "Black Friday", "every Monday", "from Monday". */
export const notADay = new Set(
  phrases(`
  black | good | cyber | ash | easter | palm | casual | every | each | per | from | to | of | about | and | or |
  between | with | than | since | after | the | a | an | 's | is | like | love | vs | not | no | said
`),
);

/** What may follow a day without changing it: "tomorrow morning". */
export const partsOfDay = new Set(['morning', 'afternoon', 'evening', 'night']);
