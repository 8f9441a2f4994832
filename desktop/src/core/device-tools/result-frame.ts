import type { ToolErrorCode } from '@adiuva/shared-protocol';
import { DeviceError } from '#core/device-error.ts';
import { storageFaultOf } from '#core/storage/index.ts';

/** A `tool_result`, of fields that are JSON already. */
export function resultText({ id, runId, fields }: { id: string; runId: string; fields: string }): string {
  return `{"type":"tool_result","id":${JSON.stringify(id)},"run_id":${JSON.stringify(runId)},${fields}}`;
}

export function errorFields({ code, message }: { code: ToolErrorCode; message: string }): string {
  return `"error":${JSON.stringify(message)},"code":"${code}"`;
}

/** A fault of SQLite's or our own, in a sentence that gives nothing of it away. */
export function translateFault(cause: unknown): DeviceError {
  if (cause instanceof DeviceError) return cause;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const storage = storageFaultOf(cause);
  if (storage) return new DeviceError('busy', storage.sentence, { cause });
  if (code.startsWith('SQLITE_BUSY'))
    return new DeviceError('busy', 'The device’s database is busy. Nothing was done; try again.', { cause });
  return new DeviceError('internal', 'The device failed at this. Nothing was done.', { cause });
}
