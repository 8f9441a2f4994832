/** A calendar day, `YYYY-MM-DD`, in the device's zone. */
export type Day = string;

const formats = new Map<string, Intl.DateTimeFormat>();

/** A format, made once: making one takes longer than all that is asked of it for a list. */
function formatOf(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, options]);
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formats.set(key, format);
  return format;
}

const MINUTE_MS = 60_000;
/** Days before the end of what a `Date` can tell: a task may be due at that very end, and a zone lies ahead of it. */
const LAST_MS = 8.64e15 - 3 * 86_400_000;
const MINUTES_HELD = 10_000;
const offsets = new Map<string, Map<number, number>>();

/**
 * How far the zone's wall clock is ahead of UTC at an instant, in milliseconds. A row of a list asks for it a dozen times,
 * and most rows for the same few midnights, so that what was found for a minute is kept.
 */
function offsetAt(instant: number, zone: string): number {
  const known = offsets.get(zone) ?? new Map<number, number>();
  offsets.set(zone, known);
  const at = Math.floor(Math.min(instant, LAST_MS) / MINUTE_MS);
  const found = known.get(at) ?? askOffset(at * MINUTE_MS, zone);
  if (known.size >= MINUTES_HELD) known.clear();
  known.set(at, found);
  return found;
}

function askOffset(instant: number, zone: string): number {
  const format = formatOf('en-GB', {
    timeZone: zone,
    calendar: 'iso8601',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')) - instant;
}

/** What the zone's clocks show at an instant, as the UTC of a `Date`. */
function wallClock(instant: number, zone: string): Date {
  return new Date(Math.min(instant, LAST_MS) + offsetAt(instant, zone));
}

function twoDigits(part: number): string {
  return String(part).padStart(2, '0');
}

/** The day that an instant falls on in a zone. */
export function dayOf({ instant, zone }: { instant: number; zone: string }): Day {
  const wall = wallClock(instant, zone);
  return `${String(wall.getUTCFullYear()).padStart(4, '0')}-${twoDigits(wall.getUTCMonth() + 1)}-${twoDigits(wall.getUTCDate())}`;
}

/** `HH:MM` of an instant in a zone; undefined at the start of its day, which means the day as a whole. */
export function timeOf({ instant, zone }: { instant: number; zone: string }): string | undefined {
  if (startOfDay({ day: dayOf({ instant, zone }), zone }) === instant) return undefined;
  const wall = wallClock(instant, zone);
  return `${twoDigits(wall.getUTCHours())}:${twoDigits(wall.getUTCMinutes())}`;
}

function asUtc(day: Day): number {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  return Date.UTC(year, month - 1, date);
}

/** The first instant of a day in a zone: midnight, or what the clocks show first where midnight is skipped. */
export function startOfDay({ day, zone }: { day: Day; zone: string }): number {
  const midnight = asUtc(day);
  const guesses = [midnight - offsetAt(midnight - 86_400_000, zone), midnight - offsetAt(midnight + 86_400_000, zone)];
  const inside = guesses.filter((guess) => dayOf({ instant: guess, zone }) === day && dayOf({ instant: guess - 1, zone }) < day);
  return Math.min(...(inside.length > 0 ? inside : guesses));
}

/** The instant of a day, or of a time (`HH:MM`) on it, in a zone; a time that the clocks skip is the one that they show next. */
export function instantOf({ day, time, zone }: { day: Day; time: string | undefined; zone: string }): number {
  const start = startOfDay({ day, zone });
  if (time === undefined) return start;
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const wall = asUtc(day) + (hours * 60 + minutes) * 60_000;
  const guess = wall - offsetAt(start, zone);
  const corrected = wall - offsetAt(guess, zone);
  return Math.max(start, offsetAt(corrected, zone) === offsetAt(guess, zone) ? corrected : Math.max(guess, corrected));
}

export function addDays(day: Day, days: number): Day {
  return new Date(asUtc(day) + days * 86_400_000).toISOString().slice(0, 10);
}

/** How many days `to` lies after `from`. */
export function daysBetween({ from, to }: { from: Day; to: Day }): number {
  return Math.round((asUtc(to) - asUtc(from)) / 86_400_000);
}

/** 1 (Monday) to 7 (Sunday). */
export function weekdayOf(day: Day): number {
  return new Date(asUtc(day)).getUTCDay() || 7;
}

/** Whether a text is a real day of the calendar. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(asUtc(text)).toISOString().slice(0, 10) === text;
}

/** A day in words: `Fri 6 Mar`, with the year when it is not this one. */
export function dayInWords({ day, today, long = false }: { day: Day; today: Day; long?: boolean }): string {
  const sameYear = day.slice(0, 4) === today.slice(0, 4);
  return formatOf('en-GB', {
    timeZone: 'UTC',
    weekday: long ? 'long' : 'short',
    day: 'numeric',
    month: long ? 'long' : 'short',
    ...(sameYear && !long ? {} : { year: 'numeric' }),
  })
    .format(asUtc(day))
    .replaceAll(',', '');
}
