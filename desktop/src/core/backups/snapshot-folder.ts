import Database from 'better-sqlite3';
import { closeSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { findDamage } from './check-file.ts';
import { renameDurably } from './durable-files.ts';
import { planPruning } from './retention.ts';
import { fileName, readFileName, type SnapshotKind, type SnapshotName } from './snapshot-name.ts';

export interface Snapshot extends SnapshotName {
  /** Its file's name, which is its id. */
  name: string;
  path: string;
  bytes: number;
}

/** The folder in which snapshots lie. What has a snapshot's name is whole, and was checked. */
export interface SnapshotFolder {
  path: string;
  /** Newest first. */
  list(): Snapshot[];
  find(name: string): Snapshot | undefined;
  /**
   * An empty file (mode 0600) that counts for nothing until it is kept. `keep` gives it its name once it was checked;
   * `discard` takes it away, if it is still there.
   */
  draft(): { path: string; keep(made: { at: number; kind: SnapshotKind }): Snapshot; discard(): void };
  /** Takes away what has had its time. */
  prune(): void;
}

const DRAFT = '.draft-';

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** Snapshots are single files: no log stands beside them. */
export function makeSingleFile(path: string): void {
  const sqlite = new Database(path);
  try {
    sqlite.pragma('journal_mode = DELETE');
  } finally {
    sqlite.close();
  }
}

/** @param path made when missing (mode 0700) by whoever writes the first */
export function createSnapshotFolder(path: string): SnapshotFolder {
  let drafts = 0;

  function list(): Snapshot[] {
    if (!isFolder(path)) return [];
    return readdirSync(path)
      .flatMap((name): Snapshot[] => {
        const read = readFileName(name);
        if (!read) return [];
        const file = join(path, name);
        const found = statSync(file, { throwIfNoEntry: false });
        return found?.isFile() ? [{ ...read, name, path: file, bytes: found.size }] : [];
      })
      .toSorted((a, b) => b.order - a.order);
  }

  return {
    path,
    list,
    find: (name) => list().find((each) => each.name === name),
    draft() {
      mkdirSync(path, { recursive: true, mode: 0o700 });
      drafts += 1;
      const file = join(path, `${DRAFT}${process.pid}-${drafts}`);
      rmSync(file, { force: true });
      closeSync(openSync(file, 'wx', 0o600));
      return {
        path: file,
        keep({ at, kind }) {
          const order = (list()[0]?.order ?? 0) + 1;
          const name = fileName({ order, at, kind });
          const kept = join(path, name);
          renameDurably({ from: file, to: kept });
          return { order, at, kind, name, path: kept, bytes: statSync(kept).size };
        },
        discard() {
          for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
        },
      };
    },
    prune() {
      const { promote, remove } = planPruning(list());
      for (const snapshot of promote) renameSync(snapshot.path, join(path, fileName({ ...snapshot, kind: 'weekly' })));
      for (const snapshot of remove) rmSync(snapshot.path, { force: true });
    },
  };
}

/** Takes away the drafts that a killed process left. Nobody else may be writing one. */
export function removeDrafts(path: string): void {
  if (!isFolder(path)) return;
  for (const name of readdirSync(path)) if (name.startsWith(DRAFT)) rmSync(join(path, name), { force: true });
}

/**
 * A snapshot at once, while nothing else is done: SQLite's VACUUM INTO, then a check.
 * @throws when it could not be written or is not whole; nothing is left of it then
 */
export function takeSnapshotNow({
  sqlite,
  folder,
  at,
  kind,
}: {
  sqlite: Database.Database;
  folder: SnapshotFolder;
  at: number;
  kind: SnapshotKind;
}): Snapshot {
  const draft = folder.draft();
  try {
    sqlite.prepare('vacuum into ?').run(draft.path);
    makeSingleFile(draft.path);
    const damage = findDamage({ file: draft.path, depth: 'quick' });
    if (damage !== undefined) throw new Error(`the snapshot is not whole: ${damage}`);
    return draft.keep({ at, kind });
  } finally {
    draft.discard();
  }
}
