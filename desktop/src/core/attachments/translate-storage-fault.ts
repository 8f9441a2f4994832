import { storageFaultOf, StorageFaultError } from '#core/storage/index.ts';

/** Does what writes to the disk. @throws StorageFaultError when the disk does not take it */
export function translateStorageFault<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (cause) {
    const fault = storageFaultOf(cause);
    throw fault ? new StorageFaultError(fault, { cause }) : cause;
  }
}
