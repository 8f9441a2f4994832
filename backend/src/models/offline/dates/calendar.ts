/** Arithmetic on days of the calendar, `YYYY-MM-DD`, without a clock and without a zone. Weekdays: 1 Monday to 7 Sunday. */
export type Day = string;

export type CalendarUnit = 'day' | 'week' | 'month' | 'quarter' | 'year';

const dayMilliseconds = 86_400_000;

/** The instant at which a day begins in UTC: only a number to count with. */
function utc(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`);
}

function dayOf(milliseconds: number): Day {
  return new Date(milliseconds).toISOString().slice(0, 10);
}

/** The day's parts, month 1 to 12. */
export function partsOf(day: Day): { year: number; month: number; date: number } {
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), date: Number(day.slice(8, 10)) };
}

/** How many days a month has. */
export function daysInMonth({ year, month }: { year: number; month: number }): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** The day of these parts, or undefined when the calendar has none (30 February) or the year has not four digits. */
export function makeDay({ year, month, date }: { year: number; month: number; date: number }): Day | undefined {
  if (!Number.isInteger(year) || year < 1000 || year > 9999 || month < 1 || month > 12) return undefined;
  if (date < 1 || date > daysInMonth({ year, month })) return undefined;
  return `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
}

export function weekdayOf(day: Day): number {
  return new Date(utc(day)).getUTCDay() || 7;
}

/** Counts on from a day. A month's end stays a month's end: 31 January plus a month is 28 or 29 February. */
export function addDays({ day, count, unit = 'day' }: { day: Day; count: number; unit?: CalendarUnit }): Day {
  if (unit === 'day' || unit === 'week') return dayOf(utc(day) + count * (unit === 'week' ? 7 : 1) * dayMilliseconds);
  const { year, month, date } = partsOf(day);
  const months = year * 12 + (month - 1) + count * (unit === 'year' ? 12 : unit === 'quarter' ? 3 : 1);
  const there = { year: Math.floor(months / 12), month: (months % 12) + 1 };
  return makeDay({ ...there, date: Math.min(date, daysInMonth(there)) }) ?? day;
}

/** The first and last day of the week (Monday to Sunday), month, quarter or year in which a day lies. */
export function spanOf({ day, unit }: { day: Day; unit: CalendarUnit }): { from: Day; to: Day } {
  if (unit === 'day') return { from: day, to: day };
  if (unit === 'week') {
    const from = addDays({ day, count: 1 - weekdayOf(day) });
    return { from, to: addDays({ day: from, count: 6 }) };
  }
  const { year, month } = partsOf(day);
  const first = unit === 'year' ? 1 : unit === 'quarter' ? month - ((month - 1) % 3) : month;
  const from = makeDay({ year, month: first, date: 1 }) ?? day;
  return { from, to: addDays({ day: addDays({ day: from, count: 1, unit }), count: -1 }) };
}
