import { z } from 'zod';

/** Names that were found good: making a format to find out takes a millisecond. */
const known = new Set<string>();
const KNOWN_AT_MOST = 1_000;

function isTimezone(name: string): boolean {
  if (known.has(name)) return true;
  const exists = isKnownToRuntime(name);
  if (exists && known.size < KNOWN_AT_MOST) known.add(name);
  return exists;
}

function isKnownToRuntime(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}

/** An IANA time zone that this runtime knows, such as `Europe/Rome`. */
export const timezoneSchema = z.string().min(1).max(100).refine(isTimezone, 'not a known time zone');
