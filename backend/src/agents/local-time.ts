/** Days and times of a zone, and the instants that they mean. */

interface WallTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
}

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timezone: string): Intl.DateTimeFormat {
  let format = formats.get(timezone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: timezone,
      calendar: 'iso8601',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      weekday: 'long',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(timezone, format);
  }
  return format;
}

function partsOf({ instant, timezone }: { instant: number; timezone: string }): WallTime & { second: number; weekday: string } {
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const part of formatOf(timezone).formatToParts(instant)) parts[part.type] = part.value;
  const number = (name: Intl.DateTimeFormatPartTypes): number => Number(parts[name] ?? 0);
  return {
    year: number('year'),
    month: number('month'),
    day: number('day'),
    hour: number('hour'),
    minute: number('minute'),
    second: number('second'),
    weekday: parts.weekday ?? '',
  };
}

function utc({ year, month, day, hour, minute }: WallTime): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute);
  return date.getTime();
}

/** The zone's distance from UTC at an instant, in milliseconds. */
function offsetAt({ instant, timezone }: { instant: number; timezone: string }): number {
  const wall = partsOf({ instant, timezone });
  const whole = Math.floor(instant / 1_000) * 1_000;
  return utc(wall) + wall.second * 1_000 - whole;
}

/**
 * The instant that a clock on the wall means. A time that occurs twice is the first one; a time that a zone skips is as
 * much later as it skips (as Temporal's `compatible`).
 */
function instantOf({ wall, timezone }: { wall: WallTime; timezone: string }): number {
  const naive = utc(wall);
  const before = offsetAt({ instant: naive - DAY_MS, timezone });
  const after = offsetAt({ instant: naive + DAY_MS, timezone });
  const fits = [naive - before, naive - after].filter((instant) => instant + offsetAt({ instant, timezone }) === naive);
  return fits.length > 0 ? Math.min(...fits) : naive - before;
}

const LOCAL_DAY = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d))?$/;

/** What a day or a time means: `YYYY-MM-DD`, or `YYYY-MM-DDTHH:MM`. Undefined: there is no such day. */
export function readLocalDay({
  text,
  timezone,
}: {
  text: string;
  timezone: string;
}): { start: number; end: number; hasTime: boolean } | undefined {
  const match = LOCAL_DAY.exec(text);
  if (!match) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = match.slice(1).map((part) => Number(part ?? 0));
  const wall = { year, month, day, hour, minute };
  const asDate = new Date(utc(wall));
  if (asDate.getUTCMonth() !== month - 1 || asDate.getUTCDate() !== day) return undefined;
  const start = instantOf({ wall, timezone });
  if (match[4] !== undefined) return { start, end: start, hasTime: true };
  return { start, end: instantOf({ wall: { ...wall, day: day + 1 }, timezone }) - 1, hasTime: false };
}

const two = (value: number): string => String(value).padStart(2, '0');
const dayText = ({ year, month, day }: WallTime): string => `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;

/** An instant as the user would write it: its day alone in the day's first minute. */
export function writeLocalDay({ instant, timezone }: { instant: number; timezone: string }): string {
  const wall = partsOf({ instant, timezone });
  const day = dayText(wall);
  const start = instantOf({ wall: { ...wall, hour: 0, minute: 0 }, timezone });
  return instant - start < MINUTE_MS ? day : `${day}T${two(wall.hour)}:${two(wall.minute)}`;
}

/** The day of an instant, `YYYY-MM-DD`. */
export function localDayOf({ instant, timezone }: { instant: number; timezone: string }): string {
  return dayText(partsOf({ instant, timezone }));
}

/** An instant with its weekday and zone: `2026-11-21 Saturday 14:05 Europe/Rome`. */
export function describeInstant({ instant, timezone }: { instant: number; timezone: string }): string {
  const wall = partsOf({ instant, timezone });
  return `${dayText(wall)} ${wall.weekday} ${two(wall.hour)}:${two(wall.minute)} ${timezone}`;
}
