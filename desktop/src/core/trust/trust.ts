import type { TableName } from '@adiuva/shared-protocol';
import type { ChangeFeed } from '#core/change-feed/index.ts';
import type { Journal } from '#core/journal/index.ts';
import type { AllWorkRows, SettingsRepository } from '#core/storage/index.ts';
import { missingRow } from '#core/work/index.ts';
import { trustSettingsSchema, type TrustSettings } from '#rpc/trust.ts';

const APPROVAL_HOURS = 'approval_hours';
const DEFAULT_HOURS = 24;

/** What the user sets about trust, and whose text they trust. */
export interface Trust {
  settings(): TrustSettings;
  setSettings(settings: TrustSettings): TrustSettings;
  /** @throws DeviceError `not_found` */
  tainted(row: { table: TableName; id: string }): { tainted: boolean };
  /** The user read the row and trusts it. Undone like any other change. @throws DeviceError `not_found` */
  clearTaint(row: { table: TableName; id: string }): { tainted: boolean };
}

export function createTrust({
  settings,
  rows,
  journal,
  feed,
}: {
  settings: SettingsRepository;
  rows: AllWorkRows;
  journal: Journal;
  feed: ChangeFeed;
}): Trust {
  function read(): TrustSettings {
    const stored = trustSettingsSchema.shape.approval_hours.safeParse(settings.get(APPROVAL_HOURS));
    return { approval_hours: stored.success ? stored.data : DEFAULT_HOURS };
  }

  function tainted({ table, id }: { table: TableName; id: string }): { tainted: boolean } {
    if (!rows[table].exists(id)) throw missingRow({ table, id });
    return { tainted: rows[table].anyTainted([id]) };
  }

  return {
    settings: read,
    setSettings(next) {
      settings.set(APPROVAL_HOURS, next.approval_hours);
      feed.publish('settings');
      return read();
    },
    tainted,
    clearTaint(row) {
      if (tainted(row).tainted) journal.update({ ...row, patch: { tainted: 0 }, actor: { kind: 'human' } });
      return { tainted: false };
    },
  };
}
