import { sql } from 'drizzle-orm';
import type { Clock } from '#core/clock.ts';
import type { DeviceDatabase } from './open-database.ts';
import { StorageFaultError } from './storage-fault.ts';

/** How often a disk that took no writes is tried again, in milliseconds. */
const TRY_MS = 10_000;

/** While the disk takes no writes, looks now and then whether it does again: nobody has to write something for that. */
export function watchStorage({ database, clock }: { database: DeviceDatabase; clock: Clock }): { dispose(): void } {
  let cancel: (() => void) | undefined;

  function look(): void {
    cancel = clock.after(TRY_MS, look);
    if (!database.storageFault()) return;
    try {
      // A write that changes nothing, but is one.
      database.write(() => database.db.run(sql`update settings set value = value where key = 'store_id'`));
    } catch (cause) {
      if (!(cause instanceof StorageFaultError)) throw cause;
      // Refused again, which says nothing new.
    }
  }

  look();
  return {
    dispose() {
      cancel?.();
    },
  };
}
