import { settings } from '@adiuva/drizzle/local';
import { eq, sql } from 'drizzle-orm';
import type { DeviceDatabase } from './open-database.ts';

export interface SettingsRepository {
  /** The value as it was set, or undefined. */
  get(key: string): unknown;
  set(key: string, value: unknown): void;
  remove(key: string): void;
}

export function createSettingsRepository({ db }: DeviceDatabase): SettingsRepository {
  const read = db
    .select({ value: settings.value })
    .from(settings)
    .where(eq(settings.key, sql.placeholder('key')))
    .prepare();
  return {
    get(key) {
      const row = read.get({ key });
      return row ? JSON.parse(row.value) : undefined;
    },
    set(key, value) {
      const text = JSON.stringify(value);
      db.insert(settings)
        .values({ key, value: text })
        .onConflictDoUpdate({ target: settings.key, set: { value: text } })
        .run();
    },
    remove(key) {
      db.delete(settings).where(eq(settings.key, key)).run();
    },
  };
}
