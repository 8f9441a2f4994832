/** A moment on the wall clock of a zone. */
export type WallTime = { day: number; minutes: number };

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    if (formats.size < 100) formats.set(zone, format);
  }
  return format;
}

/** A zone's name if the platform knows it, else UTC. */
export function knownZone(zone: string | undefined): string {
  if (!zone) return 'UTC';
  try {
    formatOf(zone);
    return zone;
  } catch {
    return 'UTC';
  }
}

/** Minutes east of UTC at an instant. */
export function zoneOffset(instant: number, zone: string): number {
  const parts: Record<string, number> = {};
  for (const part of formatOf(zone).formatToParts(new Date(instant)))
    if (part.type !== 'literal') parts[part.type] = Number(part.value);
  const wall = Date.UTC(
    parts['year'] ?? 1970,
    (parts['month'] ?? 1) - 1,
    parts['day'] ?? 1,
    parts['hour'] ?? 0,
    parts['minute'] ?? 0,
    parts['second'] ?? 0,
  );
  return Math.round((wall - Math.floor(instant / 1000) * 1000) / 60_000);
}

export function wallTimeOf(instant: number, zone: string): WallTime {
  const local = instant + zoneOffset(instant, zone) * 60_000;
  const day = Math.floor(local / 86_400_000);
  return { day, minutes: Math.floor((local - day * 86_400_000) / 60_000) };
}

/** The instant of a wall time. One that a clock change skips is moved past the gap; of two the earlier counts. */
export function instantOf({ day, minutes }: WallTime, zone: string): number {
  const guess = day * 86_400_000 + minutes * 60_000;
  const first = guess - zoneOffset(guess, zone) * 60_000;
  const second = guess - zoneOffset(first, zone) * 60_000;
  return second === first ? first : zoneOffset(second, zone) === zoneOffset(first, zone) ? second : Math.max(first, second);
}

export function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${String(Math.floor(size / 60)).padStart(2, '0')}:${String(size % 60).padStart(2, '0')}`;
}
