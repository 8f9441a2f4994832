import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openAsBlob,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { bringToDisk, renameDurably } from '#core/backups/index.ts';
import { translateStorageFault } from './translate-storage-fault.ts';

/** A file that is on its way into the store. */
export interface IncomingFile {
  /** @throws DeviceError `busy` when the disk does not take it */
  append(piece: Buffer): void;
  /** Gives it its name, and answers that: on the disk when this returns. */
  keep(): { sha256: string };
  drop(): void;
}

/**
 * Files by the SHA-256 of what is in them, in a folder beside the database that is its owner's alone. A file has its name
 * only once it is whole and on the disk.
 */
export interface AttachmentFiles {
  begin(): IncomingFile;
  has(sha256: string): boolean;
  /** Up to `bytes` of it, from `offset` on. */
  piece(place: { sha256: string; offset: number; bytes: number }): Buffer;
  whole(sha256: string): Buffer;
  /** Its bytes as they are read, for a form. */
  blob(file: { sha256: string; contentType: string }): Promise<Blob>;
  remove(sha256: string): void;
  /** What lies there, and since when. */
  list(): { sha256: string; at: number }[];
}

const NAME = /^[0-9a-f]{64}$/;
const INCOMING = '.incoming-';

export function createAttachmentFiles({ folder, newName }: { folder: string; newName: () => string }): AttachmentFiles {
  const pathOf = (sha256: string): string => {
    if (!NAME.test(sha256)) throw new Error('the name of a kept file is its SHA-256');
    return join(folder, sha256);
  };

  /** What a process that ended left half-written. */
  function dropIncoming(): void {
    if (!existsSync(folder)) return;
    for (const name of readdirSync(folder)) if (name.startsWith(INCOMING)) rmSync(join(folder, name), { force: true });
  }

  dropIncoming();
  return {
    begin: () =>
      translateStorageFault(() => {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        const path = join(folder, `${INCOMING}${newName()}`);
        const handle = openSync(path, 'wx', 0o600);
        const sha = createHash('sha256');
        let isOpen = true;
        function close(): void {
          if (isOpen) closeSync(handle);
          isOpen = false;
        }
        return {
          append: (piece) =>
            translateStorageFault(() => {
              for (let at = 0; at < piece.length;) at += writeSync(handle, piece, at);
              sha.update(piece);
            }),
          keep: () =>
            translateStorageFault(() => {
              const sha256 = sha.digest('hex');
              fsyncSync(handle);
              close();
              if (existsSync(pathOf(sha256))) rmSync(path);
              else renameDurably({ from: path, to: pathOf(sha256) });
              bringToDisk(folder);
              return { sha256 };
            }),
          drop() {
            close();
            rmSync(path, { force: true });
          },
        };
      }),
    has: (sha256) => existsSync(pathOf(sha256)),
    piece({ sha256, offset, bytes }) {
      const handle = openSync(pathOf(sha256), 'r');
      try {
        const piece = Buffer.alloc(bytes);
        return piece.subarray(0, readSync(handle, piece, 0, bytes, offset));
      } finally {
        closeSync(handle);
      }
    },
    whole: (sha256) => readFileSync(pathOf(sha256)),
    blob: ({ sha256, contentType }) => openAsBlob(pathOf(sha256), { type: contentType }),
    remove(sha256) {
      rmSync(pathOf(sha256), { force: true });
    },
    list() {
      if (!existsSync(folder)) return [];
      return readdirSync(folder)
        .filter((name) => NAME.test(name))
        .map((sha256) => ({ sha256, at: statSync(pathOf(sha256)).mtimeMs }));
    },
  };
}
