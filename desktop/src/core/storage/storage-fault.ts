import { DeviceError } from '#core/device-error.ts';

/** Why nothing can be written now. It passes by itself when there is room, or the right to write, again. */
export interface StorageFault {
  kind: 'full' | 'read_only' | 'failing';
  /** For the user, and for a model that asked for a write. */
  sentence: string;
}

const sentences: Record<StorageFault['kind'], string> = {
  full: 'The disk is full, so nothing was written. What is there can still be read. Free some space; then it goes on by itself.',
  read_only:
    'Adiuva may not write to its folder, so nothing was written. What is there can still be read. Allow it; then it goes on by itself.',
  failing:
    'The disk did not take what was written, so nothing was changed. What is there can still be read. Look after the disk or its free space.',
};

/** What SQLite and the system call a write that the disk did not take. */
function kindOf(code: string): StorageFault['kind'] | undefined {
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') return 'full';
  if (code.startsWith('SQLITE_READONLY') || code === 'EROFS' || code === 'EACCES' || code === 'EPERM') return 'read_only';
  // What a limit on a file's size, or a disk that fills up under the log, looks like to SQLite.
  if (/^SQLITE_IOERR_(WRITE|FSYNC|DIR_FSYNC|TRUNCATE|SHMSIZE|SHMOPEN|SHMMAP)$/u.test(code)) return 'failing';
  if (code === 'SQLITE_CANTOPEN' || code === 'EIO') return 'failing';
  return undefined;
}

/** The fault of the disk that `cause` tells of, or undefined when it is something else. */
export function storageFaultOf(cause: unknown): StorageFault | undefined {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const kind = kindOf(code);
  return kind && { kind, sentence: sentences[kind] };
}

/** A write that the disk did not take: nothing of it was done, and it may be asked for again. */
export class StorageFaultError extends DeviceError {
  readonly fault: StorageFault;

  constructor(fault: StorageFault, options?: ErrorOptions) {
    super('busy', fault.sentence, options);
    this.name = 'StorageFaultError';
    this.fault = fault;
  }
}
