import { dayOf, isValid } from './civil-day.ts';
import { instantOf, knownZone } from './zone-time.ts';

/** A reference time as callers write it (milliseconds, ISO with or without an offset) to an instant; null when it is none. A time without an offset is the wall time of the zone. */
export function parseReferenceTime({ value, zone }: { value: unknown; zone?: string | undefined }): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string') return null;
  const wall = /^\s*(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?)?\s*$/.exec(value);
  if (wall) {
    const date = { year: Number(wall[1]), month: Number(wall[2]), day: Number(wall[3]) };
    return isValid(date)
      ? instantOf({ day: dayOf(date), minutes: Number(wall[4] ?? 0) * 60 + Number(wall[5] ?? 0) }, knownZone(zone))
      : null;
  }
  const instant = Date.parse(value);
  return Number.isNaN(instant) ? null : instant;
}
