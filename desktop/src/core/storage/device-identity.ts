import { z } from 'zod';
import type { Ids } from '#core/ids.ts';
import type { DeviceDatabase } from './open-database.ts';
import type { SettingsRepository } from './settings-repository.ts';

/** Who this device is to a backend, and which database it has. `storeId` changes when that is restored or reset. */
export interface DeviceIdentity {
  deviceId: string;
  storeId: string;
}

/** Both ids, made at the first start. */
export function readIdentity({
  database,
  settings,
  ids,
}: {
  database: DeviceDatabase;
  settings: SettingsRepository;
  ids: Ids;
}): DeviceIdentity {
  const known = z.string();
  function read(key: string): string {
    const found = known.safeParse(settings.get(key));
    if (found.success) return found.data;
    const made = ids.next();
    settings.set(key, made);
    return made;
  }
  return database.write(() => ({ deviceId: read('device_id'), storeId: read('store_id') }));
}
