import { hash } from 'node:crypto';
import type { BackendFrameOf } from '@adiuva/shared-protocol';
import { DeviceError } from '#core/device-error.ts';

export type ToolCall = BackendFrameOf<'tool_call'>;

/** Deeper than anything a call can mean; deeper still would overflow the stack of whoever walks it. */
const MAX_DEPTH = 32;

/** JSON with the keys of every object in order, so that equal values have equal texts. */
export function canonicalJson(value: unknown, depth = 0): string {
  if (depth > MAX_DEPTH) throw new DeviceError('invalid_data', 'The call is nested too deeply.');
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item, depth + 1)).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item, depth + 1)}`).join()}}`;
}

/** What makes a call the same call: everything but its ids. Absent and null are one. */
export function payloadSha256({ action, table, data, filters, vector, model, limit, source }: ToolCall): string {
  const parts = [action, table, data, filters, vector, model, limit, source].map((part) => part ?? null);
  return hash('sha256', canonicalJson(parts), 'hex');
}
