/** The languages whose dates, requests and quotes are read. */
export const languages = ['en', 'it', 'de', 'fr', 'es', 'pt', 'nl', 'pl', 'ru', 'sv'] as const;

export type Language = (typeof languages)[number];

export type DateUnit =
  | 'second'
  | 'minute'
  | 'hour'
  | 'day'
  | 'workday'
  | 'week'
  | 'fortnight'
  | 'weekend'
  | 'month'
  | 'quarter'
  | 'year';

/**
 * A language's words for dates. Lists are words apart by `|`; pairs are `word=value` apart by spaces; words of a phrase are
 * joined by `_`. Weekdays start on Monday. Case, accents and the order of the entries do not matter.
 */
export type LanguageWords = {
  weekdays: readonly string[];
  /** Parts of the day that are written together with the weekday. */
  weekdayEndings: string;
  weekdaysShort: readonly string[];
  months: readonly string[];
  monthsShort: readonly string[];
  numbers: string;
  ordinals: string;
  units: Partial<Record<DateUnit, string>>;
  /** Days from today: `tomorrow=1`. */
  days: string;
  parts: { morning: string; afternoon: string; evening: string; night: string };
  tonight: string;
  noon: string;
  midnight: string;
  next: string;
  last: string;
  this: string;
  /** "ago" after the length, and its counterpart before it. */
  ago: string;
  agoBefore: string;
  /** "in" before a length, "from now" after it, and words for a limit. */
  ahead: string;
  later: string;
  within: string;
  endOf: string;
  startOf: string;
  midOf: string;
  of: string;
  at: string;
  on: string;
  to: string;
  from: string;
  between: string;
  and: string;
  since: string;
  clock: string;
  halfPast: string;
  /** "halb vier": half of the hour that is named. */
  halfBefore: string;
  quarterPast: string;
  quarterTo: string;
  past: string;
  before: string;
  holidays: string;
  seasons: string;
  /** Frequent words that tell the language. */
  common: string;
};
