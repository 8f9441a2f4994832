import { z } from 'zod';

function isTimezone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}

/** An IANA time zone that this runtime knows, such as `Europe/Rome`. */
export const timezoneSchema = z.string().min(1).max(100).refine(isTimezone, 'not a known time zone');
