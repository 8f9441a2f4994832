import Database from 'better-sqlite3';
import { copyFileSync } from 'node:fs';
import { DeviceError } from '#core/device-error.ts';
import { migrateDatabase, schemaAge, type DeviceDatabase } from '#core/storage/index.ts';
import { checkInBackground } from './check-in-background.ts';
import { endOpenWork } from './end-open-work.ts';
import { replaceContent } from './replace-content.ts';
import { takeSnapshotNow, type Snapshot, type SnapshotFolder } from './snapshot-folder.ts';

const DAMAGED = 'This backup is damaged, so nothing was restored and nothing was changed. Choose another one.';
const NEWER =
  'This backup was made by a newer version of Adiuva. Nothing was changed: start that version, or choose another backup.';

/**
 * Puts a snapshot's content in place of the present one, which is kept in a snapshot of its own. What is open in either
 * ends. Until the one transaction at its end nothing is changed.
 * @throws DeviceError `conflict` when the snapshot cannot be used
 */
export async function restoreSnapshot({
  snapshot,
  database,
  folder,
  now,
  finish,
}: {
  snapshot: Snapshot;
  database: DeviceDatabase;
  folder: SnapshotFolder;
  now: () => number;
  /** The rest of the transaction. */
  finish: () => void;
}): Promise<{ undo: Snapshot }> {
  const draft = folder.draft();
  try {
    copyFileSync(snapshot.path, draft.path);
    if ((await checkInBackground({ file: draft.path, depth: 'full' })) !== undefined) throw new DeviceError('conflict', DAMAGED);
    bringUpToDate(draft.path);
    // From here on nobody else has a turn: what the undo has is what is replaced.
    const undo = takeSnapshotNow({ sqlite: database.db.$client, folder, at: now(), kind: 'restore' });
    replaceContent({
      database,
      from: draft.path,
      takenAt: snapshot.at,
      finish: () => {
        endOpenWork({ database, at: now() });
        finish();
      },
    });
    return { undo };
  } finally {
    draft.discard();
  }
}

function bringUpToDate(file: string): void {
  const sqlite = new Database(file);
  try {
    const age = schemaAge(sqlite);
    if (age === 'newer') throw new DeviceError('conflict', NEWER);
    if (age === 'new') throw new DeviceError('conflict', DAMAGED);
    if (age === 'older') migrateDatabase(sqlite);
  } finally {
    sqlite.close();
  }
}
