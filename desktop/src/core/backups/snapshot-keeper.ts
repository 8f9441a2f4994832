import type Database from 'better-sqlite3';
import { checkInBackground } from './check-in-background.ts';
import { makeSingleFile, type Snapshot, type SnapshotFolder } from './snapshot-folder.ts';
import type { SnapshotKind } from './snapshot-name.ts';

/** The copy is damaged as the database itself is: what it was made of cannot be trusted. */
export class DamagedSnapshotError extends Error {
  constructor(detail: string) {
    super(`the snapshot is not whole: ${detail}`);
    this.name = 'DamagedSnapshotError';
  }
}

/**
 * A snapshot while the app goes on: SQLite's online backup in small slices, then a full check in another thread.
 * @param isWanted asked between slices; false ends it
 * @throws DamagedSnapshotError, and what SQLite and the system say; nothing is left of the snapshot then
 */
export async function takeSnapshot({
  sqlite,
  folder,
  at,
  kind,
  isWanted,
}: {
  sqlite: Database.Database;
  folder: SnapshotFolder;
  at: number;
  kind: SnapshotKind;
  isWanted: () => boolean;
}): Promise<Snapshot> {
  const draft = folder.draft();
  try {
    await sqlite.backup(draft.path, {
      progress: () => {
        if (!isWanted()) throw new Error('the app is closing');
        return SLICE_PAGES;
      },
    });
    makeSingleFile(draft.path);
    const damage = await checkInBackground({ file: draft.path, depth: 'full' });
    if (damage !== undefined) throw new DamagedSnapshotError(damage);
    return draft.keep({ at, kind });
  } finally {
    draft.discard();
  }
}

/** 1 MiB: about a millisecond. */
const SLICE_PAGES = 256;
