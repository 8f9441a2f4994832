import { bigint, customType } from 'drizzle-orm/pg-core';

/** Bytes: what is encrypted, and keys. */
export const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });

/** An instant: integer milliseconds since the epoch, UTC. */
export function instant(name: string) {
  return bigint(name, { mode: 'number' });
}

/** A sum that only grows. */
export function tally(name: string) {
  return bigint(name, { mode: 'number' }).notNull().default(0);
}
