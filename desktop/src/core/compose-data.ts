import type { TableName } from '@adiuva/shared-protocol';
import { openStore, type DeviceStore } from './backups/index.ts';
import type { ChangeFeed } from './change-feed/index.ts';
import type { Clock } from './clock.ts';
import { createIds, type Ids } from './ids.ts';
import { createIntegrity, createJournal, type Integrity, type Journal } from './journal/index.ts';
import type { Logger } from './ports/logger.ts';
import {
  createAllWorkRows,
  createSettingsRepository,
  createWorkReader,
  readIdentity,
  watchStorage,
  type AllWorkRows,
  type DeviceDatabase,
  type SettingsRepository,
  type WorkReader,
} from './storage/index.ts';
import { createWorkWriter, type WorkWriter } from './work/index.ts';

/** The database, and the doors through which the user's work is read and written. */
export interface Data {
  store: DeviceStore;
  database: DeviceDatabase;
  ids: Ids;
  settings: SettingsRepository;
  identity: ReturnType<typeof readIdentity>;
  rows: AllWorkRows;
  reader: WorkReader;
  writer: WorkWriter;
  journal: Journal;
  integrity: Integrity;
  dispose(): void;
}

/** Opens the database in `folder`, brings it up to date, and begins to look after it. */
export function composeData({
  folder,
  clock,
  feed,
  logger,
}: {
  folder: string;
  clock: Clock;
  feed: ChangeFeed;
  logger: Logger;
}): Data {
  const store = openStore({
    folder,
    clock,
    onFault: (cause) => logger.error('telling of a change failed', { fault: String(cause) }),
    onStorage: (fault) => {
      if (fault) logger.error('the disk takes no writes', { kind: fault.kind });
      else logger.info('the disk takes writes again');
      for (const topic of ['warnings', 'status'] as const) feed.publish(topic);
    },
  });
  const { database } = store;
  const ids = createIds(clock);
  const settings = createSettingsRepository(database);
  const storageWatch = watchStorage({ database, clock });
  const identity = readIdentity({ database, settings, ids });
  const rows = createAllWorkRows(database);
  const reader = createWorkReader({ database, rows });
  const onWrite = (table: TableName): void => {
    feed.publish(table);
    feed.publish('activity');
  };
  const journal = createJournal({ database, rows, clock, ids, onWrite });
  const integrity = createIntegrity({
    database,
    rows,
    settings,
    clock,
    ids,
    logger,
    onWrite,
    onReport: () => feed.publish('integrity'),
  });
  integrity.start();
  const writer = createWorkWriter({ database, rows, journal, clock, ids });
  return {
    store,
    database,
    ids,
    settings,
    identity,
    rows,
    reader,
    writer,
    journal,
    integrity,
    dispose() {
      storageWatch.dispose();
      integrity.stop();
      database.close();
    },
  };
}
