import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openDatabase, type DeviceDatabase } from '#core/storage/index.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** The device's database in a folder of its own, closed when the test is over. */
export function openTestDatabase(): DeviceDatabase {
  const database = openDatabase({
    file: join(temporaryFolder(), 'adiuva.sqlite'),
    onFault: (cause) => {
      throw cause;
    },
  });
  onTestFinished(() => database.close());
  return database;
}
