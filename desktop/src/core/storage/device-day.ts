import { DeviceError } from '#core/device-error.ts';

/** A day, and a time of it when it is not its start, both in the device's zone. Both sort as text. */
export interface DeviceDay {
  /** `YYYY-MM-DD` */
  day: string;
  /** `HH:MM`, or `HH:MM:SS.mmm` when seconds are not zero. Null: the day's start. */
  time: string | null;
}

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

/** The first instant of that day here; where midnight is skipped, the first time after it. */
function startOfDay({ year, month, date }: { year: number; month: number; date: number }): number {
  const start = new Date(2000, 0, 1);
  start.setFullYear(year, month, date);
  return start.getTime();
}

/**
 * The day and time of an instant in this process's zone.
 * @throws DeviceError `invalid_data` outside of the years 0 to 9999, which have no four digits.
 */
export function toDeviceDay(instant: number): DeviceDay {
  const at = new Date(instant);
  const [year, month, date] = [at.getFullYear(), at.getMonth(), at.getDate()];
  if (!(year >= 0 && year <= 9999)) throw new DeviceError('invalid_data', 'A date must lie between the years 0 and 9999.');
  const day = `${pad(year, 4)}-${pad(month + 1, 2)}-${pad(date, 2)}`;
  if (startOfDay({ year, month, date }) === instant) return { day, time: null };
  const minutes = `${pad(at.getHours(), 2)}:${pad(at.getMinutes(), 2)}`;
  const [seconds, milliseconds] = [at.getSeconds(), at.getMilliseconds()];
  return { day, time: seconds || milliseconds ? `${minutes}:${pad(seconds, 2)}.${pad(milliseconds, 3)}` : minutes };
}

/** The same for a bound of a filter: an instant beyond the years is before, or after, every day. */
export function toDayBound(instant: number): DeviceDay {
  const year = new Date(instant).getFullYear();
  if (year < 0) return { day: '', time: null };
  if (year > 9999) return { day: '~', time: null };
  return toDeviceDay(instant);
}

/**
 * The instants of a day here, from its first to the next day's first, exclusive. A day of a change of the clocks is 23 or
 * 25 hours long, one that the calendar here skipped has none. Undefined: the text is no day.
 */
export function instantsOfDay(text: string): { from: number; to: number } | undefined {
  const [, year, month, date] = (/^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || date === undefined) return undefined;
  const calendar = new Date(0);
  calendar.setUTCFullYear(year, month - 1, date);
  if (calendar.getUTCMonth() !== month - 1 || calendar.getUTCDate() !== date) return undefined;
  return { from: startOfDay({ year, month: month - 1, date }), to: startOfDay({ year, month: month - 1, date: date + 1 }) };
}

/** The instant of a stored day and time in this process's zone; undefined when the text is no day. */
export function fromDeviceDay({ day, time }: DeviceDay): number | undefined {
  const [year, month, date] = [Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))];
  const start = startOfDay({ year, month, date });
  if (Number.isNaN(start)) return undefined;
  if (time === null) return start;
  const at = new Date(start);
  at.setHours(Number(time.slice(0, 2)), Number(time.slice(3, 5)), Number(time.slice(6, 8)), Number(time.slice(9, 12)));
  return Number.isNaN(at.getTime()) ? undefined : at.getTime();
}
