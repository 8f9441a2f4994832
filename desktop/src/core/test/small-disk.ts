import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, statSync, writeSync, openSync, closeSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from './temporary-folder.ts';

/** A disk of a few MiB for one test. */
export interface SmallDisk {
  path: string;
  /** Takes all the space that is left. */
  fill(): void;
  /** Gives it back. */
  free(): void;
}

/** Mounts a tmpfs, for which the system asks for root. Undefined: it does not let us. */
export function mountSmallDisk({ mebibytes }: { mebibytes: number }): SmallDisk | undefined {
  const path = join(temporaryFolder(), 'disk');
  mkdirSync(path);
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m,mode=700`, 'tmpfs', path], { stdio: 'ignore' });
  if (status !== 0) return undefined;
  onTestFinished(() => {
    spawnSync('umount', ['-l', path]);
  });
  const filler = join(path, 'filler');
  return {
    path,
    fill() {
      const handle = openSync(filler, 'a');
      const block = Buffer.alloc(4_096, 1);
      try {
        while (statfsSync(path).bavail > 0) writeSync(handle, block);
      } catch (cause) {
        if (!(cause instanceof Error && 'code' in cause && cause.code === 'ENOSPC')) throw cause;
      } finally {
        closeSync(handle);
      }
    },
    free() {
      if (statSync(filler, { throwIfNoEntry: false })) rmSync(filler);
    },
  };
}
