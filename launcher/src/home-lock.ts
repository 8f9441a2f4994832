// oxlint-disable-next-line typescript/triple-slash-reference -- whoever imports this file needs the package’s types, whatever its own tsconfig includes
/// <reference path="./fs-native-extensions.d.ts" />
import { closeSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import fsNative from 'fs-native-extensions';

/** Another process holds this part of the home. */
export class HomeLockedError extends Error {
  readonly code = 'home_locked';
  readonly pid: number | undefined;

  constructor({ part, folder, pid }: { part: string; folder: string; pid: number | undefined }) {
    const holder = pid === undefined ? 'another process' : `process ${pid}`;
    super(`The ${part} of this home is in use by ${holder} (${folder}). Stop it first, or start with another --home.`);
    this.name = 'HomeLockedError';
    this.pid = pid;
  }
}

/**
 * Locks one part of the home for this process, by a lock of the operating system: it ends with the process, however
 * that ends. The file's text only tells who holds it. Answers the disposer.
 */
export function lockHome({ part, folder }: { part: string; folder: string }): () => void {
  const file = join(folder, 'lock');
  const handle = openSync(file, 'a+', 0o600);
  if (!fsNative.tryLock(handle)) {
    const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
    closeSync(handle);
    throw new HomeLockedError({ part, folder, pid: Number.isInteger(pid) ? pid : undefined });
  }
  ftruncateSync(handle);
  writeSync(handle, `${process.pid}\n`);
  return () => {
    fsNative.unlock(handle);
    closeSync(handle);
  };
}
