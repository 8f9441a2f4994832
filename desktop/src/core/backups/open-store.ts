import Database from 'better-sqlite3';
import { existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '#core/clock.ts';
import {
  DatabaseRefusedError,
  openDatabase,
  schemaAge,
  storageFaultOf,
  type DeviceDatabase,
  type StorageFault,
} from '#core/storage/index.ts';
import { findDamage, isDamage } from './check-file.ts';
import { finishSetAside, setAside } from './set-aside.ts';
import { createSnapshotFolder, removeDrafts, takeSnapshotNow, type SnapshotFolder } from './snapshot-folder.ts';

/** Up to this size the whole file is checked at every start: about 200 ms. A larger one is checked in the background. */
export const CHECKED_AT_START_BYTES = 128 * 1024 * 1024;

const NEWER =
  'Your data was written by a newer version of Adiuva, which this one does not know. Nothing was touched: start the newer version.';

/** Beside the database while a check in the background found it damaged: the next start checks all of it. */
export function suspectMark(file: string): string {
  return `${file}.suspect`;
}

/** The device's database, and the folder of its snapshots. */
export interface DeviceStore {
  file: string;
  database: DeviceDatabase;
  snapshots: SnapshotFolder;
}

/** What is wrong with the file, in a sentence for the user, or undefined. */
function damageOf({ file, snapshots }: { file: string; snapshots: SnapshotFolder }): string | undefined {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found || found.size === 0) {
    const wasThere = snapshots.list().length > 0;
    return wasThere ? `The file of your data is ${found ? 'empty' : 'missing'}, although there were backups of it.` : undefined;
  }
  const isSuspect = existsSync(suspectMark(file));
  try {
    const isWhole = found.size <= CHECKED_AT_START_BYTES || isSuspect;
    const detail = isWhole ? findDamage({ file, depth: isSuspect ? 'full' : 'quick' }) : findBrokenTable(file);
    return detail === undefined ? undefined : `The file of your data is damaged (${detail}).`;
  } finally {
    rmSync(suspectMark(file), { force: true });
  }
}

/** What a large file says at once: whether it is all there, and whether each table can be read from its start. */
function findBrokenTable(file: string): string | undefined {
  let sqlite: Database.Database | undefined;
  try {
    sqlite = new Database(file, { readonly: true, fileMustExist: true });
    const names = sqlite
      .prepare("select name from sqlite_schema where type = 'table' and rootpage > 0")
      .pluck()
      .all() as string[];
    for (const name of names) sqlite.prepare(`select * from "${name.replaceAll('"', '""')}" limit 1`).all();
    return undefined;
  } catch (cause) {
    if (isDamage(cause)) return cause instanceof Error ? cause.message : String(cause);
    throw cause;
  } finally {
    sqlite?.close();
  }
}

function refuseNewer(file: string): void {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) === 0) return;
  const sqlite = new Database(file, { readonly: true });
  try {
    if (schemaAge(sqlite) === 'newer') throw new DatabaseRefusedError(NEWER);
  } finally {
    sqlite.close();
  }
}

/**
 * Opens the database in `folder`. A damaged one is kept aside, and an empty one stands in for it until the user chose
 * (`readRecovery`). Before its tables are changed, a snapshot is taken.
 * @throws DatabaseRefusedError with a sentence, when this release cannot go on with it; nothing was changed then
 */
export function openStore({
  folder,
  clock,
  onFault,
  onStorage,
}: {
  folder: string;
  clock: Clock;
  onFault: (cause: unknown) => void;
  onStorage: (fault: StorageFault | undefined) => void;
}): DeviceStore {
  const file = join(folder, 'adiuva.sqlite');
  const snapshots = createSnapshotFolder(join(folder, 'backups'));
  try {
    finishSetAside(file);
    removeDrafts(snapshots.path);
    const damage = damageOf({ file, snapshots });
    if (damage === undefined) refuseNewer(file);
    else setAside({ file, folder: snapshots, at: clock.now(), detail: damage });
    const database = openDatabase({
      file,
      onFault,
      onStorage,
      beforeMigration: (sqlite) => keepBeforeMigration({ sqlite, snapshots, at: clock.now() }),
    });
    return { file, database, snapshots };
  } catch (cause) {
    if (cause instanceof DatabaseRefusedError) throw cause;
    const fault = storageFaultOf(cause);
    if (!fault) throw cause;
    throw new DatabaseRefusedError(`Adiuva could not open its data in ${folder}. ${fault.sentence}`, { cause });
  }
}

function keepBeforeMigration({
  sqlite,
  snapshots,
  at,
}: {
  sqlite: Database.Database;
  snapshots: SnapshotFolder;
  at: number;
}): void {
  try {
    takeSnapshotNow({ sqlite, folder: snapshots, at, kind: 'migration' });
    snapshots.prune();
  } catch (cause) {
    const why = storageFaultOf(cause)?.kind === 'full' ? ' The disk is full: free some space and start again.' : '';
    throw new DatabaseRefusedError(
      `Your data was not brought up to date, because no backup of it could be made first.${why} Nothing of it was changed: the version that you had before still opens it.`,
      { cause },
    );
  }
}
