import { closeSync, fsyncSync, openSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';

/** What is in the file, or which files are in the folder, is on the disk when this returns. */
export function bringToDisk(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Gives a whole file its name: after a crash it has the old one or the new one. */
export function renameDurably({ from, to }: { from: string; to: string }): void {
  bringToDisk(from);
  renameSync(from, to);
  bringToDisk(dirname(to));
}
