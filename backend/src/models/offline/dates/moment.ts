import type { Day } from './calendar.ts';

/** A moment on the user's wall clock: the day, the time `HH:MM`, and the zone (IANA) in which both are read. */
export interface Moment {
  day: Day;
  time: string;
  zone: string;
}

const minute = 60_000;

/** How far the zone's wall clock stands ahead of UTC at an instant, in milliseconds; 0 for a zone that is not known. */
function offsetAt({ instant, zone }: { instant: number; zone: string }): number {
  const wall = wallAt({ instant, zone });
  return wall === undefined ? 0 : Date.parse(`${wall.day}T${wall.time}:00Z`) - Math.floor(instant / minute) * minute;
}

function wallAt({ instant, zone }: { instant: number; zone: string }): { day: Day; time: string } | undefined {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      dateStyle: 'short',
      timeStyle: 'short',
      hourCycle: 'h23',
      calendar: 'gregory',
      numberingSystem: 'latn',
    });
  } catch {
    // A zone that this runtime does not know: the caller counts on the wall clock alone.
    return undefined;
  }
  const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  const two = (text = ''): string => text.padStart(2, '0');
  return {
    day: `${parts['year'] ?? ''}-${two(parts['month'])}-${two(parts['day'])}`,
    time: `${two(parts['hour'])}:${two(parts['minute'])}`,
  };
}

/** Counts real minutes on from a moment: over a change of the clocks the wall clock jumps, the minutes do not. */
export function addMinutes({ moment, count }: { moment: Moment; count: number }): { day: Day; time: string } {
  const asUtc = Date.parse(`${moment.day}T${moment.time}:00Z`);
  const guess = asUtc - offsetAt({ instant: asUtc, zone: moment.zone });
  const instant = asUtc - offsetAt({ instant: guess, zone: moment.zone });
  const wall = wallAt({ instant: instant + count * minute, zone: moment.zone });
  if (wall) return wall;
  const plain = new Date(asUtc + count * minute).toISOString();
  return { day: plain.slice(0, 10), time: plain.slice(11, 16) };
}
