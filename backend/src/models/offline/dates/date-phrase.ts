import type { CalendarUnit, Day } from './calendar.ts';

/** What a user said about a day, in no language's words and not yet put on the calendar. Weekdays: 1 Monday to 7 Sunday. */
export type DatePhrase =
  | { kind: 'day'; day: Day }
  /** 3/4 or 3/4/2027: which number is the month depends on the user's part of the world. */
  | { kind: 'numeric'; first: number; second: number; year?: number }
  | { kind: 'month-day'; month: number; date: number }
  /** "the 12th": of this month, or the month that is `months` further. */
  | { kind: 'day-of-month'; date: number; months?: number }
  | { kind: 'weekday'; weekday: number; week: 'coming' | 'this' | 'next' | 'last'; plusWeeks?: number }
  | { kind: 'offset'; unit: CalendarUnit; count: number; from?: DatePhrase }
  | { kind: 'minutes'; count: number }
  /** This (0), the next (1), the last (-1) week and so on. */
  | { kind: 'span'; unit: CalendarUnit | 'weekend'; count: number }
  /** "the next 3 days": today and as much from today on. */
  | { kind: 'next'; unit: CalendarUnit; count: number }
  | { kind: 'end-of'; unit: CalendarUnit; count: number; month?: number }
  | { kind: 'month'; month: number; year?: number }
  /** A time alone: today, or tomorrow when it has passed. */
  | { kind: 'clock' };

/** A date phrase with the time of day, `HH:MM`, when one was said. */
export interface DateReading {
  phrase: DatePhrase;
  time?: string;
}
