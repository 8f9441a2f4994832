import { chmodSync, closeSync, fsyncSync, lstatSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Logger } from '#core/ports/logger.ts';
import type { Secrets } from '#core/ports/secrets.ts';

/** The file in the device's part of the home. */
export const SECRETS_FILE = 'secrets.json';

const contentSchema = z.record(z.string(), z.string());

/** Not a file that this user alone may read, and it could not be made one. */
export class UnsafeSecretsError extends Error {
  readonly code = 'unsafe_secrets';

  constructor({ file, why, cause }: { file: string; why: string; cause?: unknown }) {
    super(`${file} ${why}, so it is not used. Move it away, then start again; you may have to log in again.`, { cause });
    this.name = 'UnsafeSecretsError';
  }
}

/** Sees to it that nobody else may read the file. False: it is not there. @throws UnsafeSecretsError */
function close({ file, logger }: { file: string; logger: Logger }): boolean {
  const stat = lstatSync(file, { throwIfNoEntry: false });
  if (!stat) return false;
  if (!stat.isFile()) throw new UnsafeSecretsError({ file, why: 'is not a plain file' });
  // Windows has no such modes; there the home lies in the user's own profile.
  if (process.getuid && stat.uid !== process.getuid()) throw new UnsafeSecretsError({ file, why: 'belongs to another user' });
  if ((stat.mode & 0o077) !== 0 && process.getuid) {
    logger.warn('the file of secrets was open to other users; it is closed now');
    chmodSync(file, 0o600);
  }
  return true;
}

function read({ file, logger }: { file: string; logger: Logger }): Map<string, string> {
  if (!close({ file, logger })) return new Map();
  try {
    return new Map(Object.entries(contentSchema.parse(JSON.parse(readFileSync(file, 'utf8')))));
  } catch {
    // A parser's message may quote what it read.
    logger.warn('the file of secrets is damaged; log in again');
    return new Map();
  }
}

/** Replaces the file at once, or not at all: what it held before is there until all of the new is on the disk. */
function write({ file, text }: { file: string; text: string }): void {
  const next = `${file}.new`;
  rmSync(next, { force: true });
  const handle = openSync(next, 'wx', 0o600);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(next, file);
  if (process.platform === 'win32') return;
  const folder = openSync(dirname(file), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/**
 * Secrets in one file of this user alone (0600) in `folder`, which one process uses at a time.
 * @throws UnsafeSecretsError for a file that is somebody else's, or no file
 */
export function openFileSecrets({ folder, logger }: { folder: string; logger: Logger }): Secrets {
  const file = join(folder, SECRETS_FILE);
  let kept = read({ file, logger });

  function keep(next: Map<string, string>): void {
    write({ file, text: `${JSON.stringify(Object.fromEntries(next))}\n` });
    kept = next;
  }

  return {
    get: (name) => kept.get(name),
    set(name, value) {
      keep(new Map([...kept, [name, value]]));
    },
    delete(name) {
      if (!kept.has(name)) return;
      keep(new Map([...kept].filter(([each]) => each !== name)));
    },
  };
}
