/** A calendar day, `YYYY-MM-DD`, in the device's zone. */
export type Day = string;

const formats = new Map<string, Intl.DateTimeFormat>();

function partsOf(instant: number, zone: string): Record<string, string> {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
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
    formats.set(zone, format);
  }
  return Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
}

/** The day that an instant falls on in a zone. */
export function dayOf({ instant, zone }: { instant: number; zone: string }): Day {
  const { year = '', month = '', day = '' } = partsOf(instant, zone);
  return `${year.padStart(4, '0')}-${month}-${day}`;
}

/** `HH:MM` of an instant in a zone; undefined at the start of its day, which means the day as a whole. */
export function timeOf({ instant, zone }: { instant: number; zone: string }): string | undefined {
  if (startOfDay({ day: dayOf({ instant, zone }), zone }) === instant) return undefined;
  const { hour, minute } = partsOf(instant, zone);
  return `${hour}:${minute}`;
}

function asUtc(day: Day): number {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  return Date.UTC(year, month - 1, date);
}

/** How far the zone's wall clock is ahead of UTC at an instant, in milliseconds. */
function offsetAt(instant: number, zone: string): number {
  const { year, month, day, hour, minute, second } = partsOf(instant, zone);
  const wall = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  return wall - Math.floor(instant / 1_000) * 1_000;
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
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: 'UTC',
    weekday: long ? 'long' : 'short',
    day: 'numeric',
    month: long ? 'long' : 'short',
    ...(sameYear && !long ? {} : { year: 'numeric' }),
  })
    .format(asUtc(day))
    .replaceAll(',', '');
}
