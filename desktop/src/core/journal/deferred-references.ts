import type { DeviceDatabase } from '#core/storage/index.ts';

/**
 * Lets references lead nowhere until the transaction that is open ends: a cascade is whole at its end, not at every
 * statement. SQLite does this while it prepares the statement, so it is not kept prepared.
 */
export function deferReferences({ db }: DeviceDatabase): void {
  db.$client.exec('pragma defer_foreign_keys = on');
}
