import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The longest path that a unix socket's address can hold, in bytes, with its closing zero. */
const ADDRESS_BYTES = 108;
const SOCKET_NAME = '.s.PGSQL.5432';

/**
 * A folder of ours alone (0700) for the database's socket: in the home, or, when the home lies so deep that the socket's
 * address would not fit, in the system's folder for temporary files, by a name that is the same at each start.
 */
export function openSocketFolder({ folder }: { folder: string }): string {
  const inHome = join(folder, 'socket');
  if (Buffer.byteLength(join(inHome, SOCKET_NAME)) < ADDRESS_BYTES) {
    mkdirSync(inHome, { recursive: true, mode: 0o700 });
    chmodSync(inHome, 0o700);
    return inHome;
  }
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  const outside = join(tmpdir(), `adiuva-${name}`);
  mkdirSync(outside, { recursive: true, mode: 0o700 });
  const state = lstatSync(outside);
  // Another user may have made that name first: then it is not ours to use.
  const isOurs = state.isDirectory() && (process.getuid === undefined || state.uid === process.getuid());
  if (!isOurs) return mkdtempSync(join(tmpdir(), 'adiuva-'));
  chmodSync(outside, 0o700);
  return outside;
}
