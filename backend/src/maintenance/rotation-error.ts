import type { SilentBackend } from '#backend/storage/key-barrier.ts';

/** A rotation that did not come to its end; the message says what holds, and what to do. */
export class RotationError extends Error {
  readonly code: 'rotation_busy' | 'rotation_stopped' | 'backend_silent' | 'unreadable_content';

  constructor({ code, message }: { code: RotationError['code']; message: string }) {
    super(message);
    this.name = 'RotationError';
    this.code = code;
  }
}

export function rotationBusy(): RotationError {
  return new RotationError({
    code: 'rotation_busy',
    message: 'Another rotation is at work on this database. Nothing was done here. Let it end, or end it and run this again.',
  });
}

export function rotationStopped(): RotationError {
  return new RotationError({
    code: 'rotation_stopped',
    message: 'The rotation was stopped. Everything can be read as before. Run the command again: it goes on from here.',
  });
}

export function describeBackends(silent: SilentBackend[]): string {
  return silent
    .map(({ pids, address }) => `one at ${address ?? 'this machine'} (PostgreSQL's processes ${pids.join(', ')})`)
    .join('; ');
}

export function backendSilent(silent: SilentBackend[]): RotationError {
  return new RotationError({
    code: 'backend_silent',
    message: `Backends did not take up the new keys: ${describeBackends(silent)}. Everything can be read as before. See that each runs, knows the current ADIUVA_SECRET, and is of this version; or end it. Then run the command again: it goes on from here.`,
  });
}

export function contentUnreadable({ places, rows }: { places: string[]; rows: number }): RotationError {
  return new RotationError({
    code: 'unreadable_content',
    message: `${rows} rows do not open under their key: they are damaged, or were moved by hand (${places.join(', ')}${rows > places.length ? ', …' : ''}). They were kept as they are, with the old keys; all other content is under the new ones. Bring those rows back from a backup of the database, or delete them, and run the command again.`,
  });
}
