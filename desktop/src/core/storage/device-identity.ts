import { z } from 'zod';
import type { Ids } from '#core/ids.ts';
import type { DeviceDatabase } from './open-database.ts';
import type { SettingsRepository } from './settings-repository.ts';

/**
 * Who this device is to a backend, and which database it has. `storeId` changes when that is restored or reset, while
 * the app runs: read it when it is needed, and keep no copy.
 */
export interface DeviceIdentity {
  readonly deviceId: string;
  readonly storeId: string;
}

/** Both ids, made at the first start; `readAgain` after the settings were replaced. */
export function readIdentity({
  database,
  settings,
  ids,
}: {
  database: DeviceDatabase;
  settings: SettingsRepository;
  ids: Ids;
}): DeviceIdentity & { readAgain(): void } {
  const known = z.string();
  function read(key: string): string {
    const found = known.safeParse(settings.get(key));
    if (found.success) return found.data;
    const made = ids.next();
    database.write(() => settings.set(key, made));
    return made;
  }
  const readBoth = (): DeviceIdentity => ({ deviceId: read('device_id'), storeId: read('store_id') });
  let current = readBoth();
  return {
    get deviceId() {
      return current.deviceId;
    },
    get storeId() {
      return current.storeId;
    },
    readAgain() {
      current = readBoth();
    },
  };
}
