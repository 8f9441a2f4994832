import Database from 'better-sqlite3';
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { createSettingsRepository, openDatabase } from '#core/storage/index.ts';
import { recoverySchema, type Recovery } from '#rpc/backups.ts';
import { bringToDisk, renameDurably } from './durable-files.ts';
import { fileStamp } from './snapshot-name.ts';
import type { SnapshotFolder } from './snapshot-folder.ts';

/** Where the database says that it stands in for a damaged one. */
export const RECOVERY_KEY = 'recovery';

/** SQLite's side files first: a log must never be found beside another database than its own. */
const SIDE_FILES = ['-wal', '-shm', '-journal'];

function freeStamp({ file, at }: { file: string; at: number }): string {
  const stamp = fileStamp(at);
  for (let n = 1; ; n += 1) {
    const tried = n === 1 ? stamp : `${stamp}-${n}`;
    if (!existsSync(`${file}.broken-${tried}`)) return tried;
  }
}

/** The device's own id, as the newest snapshot that can be read has it: to a backend it stays the same device. */
function knownDeviceId(folder: SnapshotFolder): string | undefined {
  for (const snapshot of folder.list()) {
    try {
      const sqlite = new Database(snapshot.path, { readonly: true });
      try {
        const value: unknown = sqlite.prepare("select value from settings where key = 'device_id'").pluck().get();
        if (typeof value === 'string') return String(JSON.parse(value));
      } finally {
        sqlite.close();
      }
    } catch {
      // A snapshot that cannot be read says nothing: the next one may.
    }
  }
  return undefined;
}

/**
 * Puts a new empty database in the place of a damaged one, which is kept beside it with all its side files. The new one
 * says of itself that the user has not chosen yet. Killed at any moment, the next start does the rest (`finishSetAside`).
 */
export function setAside({
  file,
  folder,
  at,
  detail,
}: {
  file: string;
  folder: SnapshotFolder;
  at: number;
  /** What is wrong with it, for the user. */
  detail: string;
}): void {
  const stamp = freeStamp({ file, at });
  const draft = `${file}.new`;
  removeDraft(draft);
  const recovery: Recovery = { broken_path: `${file}.broken-${stamp}`, found_at: at, detail };
  const deviceId = knownDeviceId(folder);
  const database = openDatabase({
    file: draft,
    onFault: (cause) => {
      throw cause;
    },
  });
  try {
    const settings = createSettingsRepository(database);
    database.write(() => {
      settings.set(RECOVERY_KEY, recovery);
      if (deviceId !== undefined) settings.set('device_id', deviceId);
    });
  } finally {
    database.close();
  }
  renameDurably({ from: draft, to: `${file}.recovering-${stamp}` });
  finishSetAside(file);
}

function removeDraft(draft: string): void {
  for (const suffix of ['', ...SIDE_FILES]) rmSync(`${draft}${suffix}`, { force: true });
}

/** Does what a killed process left of `setAside`: until the new database has its place, the damaged one is moved. */
export function finishSetAside(file: string): void {
  const mark = `${basename(file)}.recovering-`;
  const recovering = readdirSync(dirname(file)).find((name) => name.startsWith(mark));
  removeDraft(`${file}.new`);
  if (recovering === undefined) return;
  const broken = `${file}.broken-${recovering.slice(mark.length)}`;
  for (const suffix of [...SIDE_FILES, ''])
    if (existsSync(`${file}${suffix}`)) renameSync(`${file}${suffix}`, `${broken}${suffix}`);
  bringToDisk(dirname(file));
  renameDurably({ from: join(dirname(file), recovering), to: file });
}

/** What the settings of the open database say of a recovery, or undefined. */
export function readRecovery(settings: { get(key: string): unknown }): Recovery | undefined {
  return recoverySchema.safeParse(settings.get(RECOVERY_KEY)).data;
}
