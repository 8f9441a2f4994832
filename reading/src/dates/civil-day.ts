/** Days are counted from 1970-01-01 in the proleptic Gregorian calendar; no time zone is involved. */
export type CivilDate = { year: number; month: number; day: number };

const monthStarts = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
const daysBefore1970 = 719_162;

export function dayOf({ year, month, day }: CivilDate): number {
  return (
    daysBeforeYear(year) - daysBefore1970 + (monthStarts[month - 1] as number) + (month > 2 && isLeap(year) ? 1 : 0) + day - 1
  );
}

function daysBeforeYear(year: number): number {
  const before = year - 1;
  return before * 365 + Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
}

export function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

export function civilOf(day: number): CivilDate {
  const date = new Date(day * 86_400_000);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** 0 is Monday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

export function monthLength(year: number, month: number): number {
  return month === 2 ? (isLeap(year) ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

export function isValid({ year, month, day }: CivilDate): boolean {
  return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= monthLength(year, month);
}

/** The same day some months on; a day that the month does not have becomes its last. */
export function addMonths(day: number, months: number): number {
  const { year, month, day: date } = civilOf(day);
  const index = year * 12 + month - 1 + months;
  const [toYear, toMonth] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1];
  return dayOf({ year: toYear, month: toMonth, day: Math.min(date, monthLength(toYear, toMonth)) });
}

export function isoDay(day: number): string {
  const { year, month, day: date } = civilOf(day);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
}

/** Easter Sunday (Gauss, in Meeus' form). */
export function easterOf(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const sum = h + l - 7 * m + 114;
  return dayOf({ year, month: Math.floor(sum / 31), day: (sum % 31) + 1 });
}

/** The nth weekday of a month, counted from its end when n is negative; null when the month has none. */
export function nthWeekday({
  year,
  month,
  weekday,
  nth,
}: {
  year: number;
  month: number;
  weekday: number;
  nth: number;
}): number | null {
  const length = monthLength(year, month);
  const first = dayOf({ year, month, day: 1 });
  const day =
    nth > 0
      ? 1 + ((weekday - weekdayOf(first) + 7) % 7) + (nth - 1) * 7
      : length - ((weekdayOf(first + length - 1) - weekday + 7) % 7) + (nth + 1) * 7;
  return day >= 1 && day <= length ? first + day - 1 : null;
}
