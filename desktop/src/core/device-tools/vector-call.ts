import { EMBEDDING_SIZE, tables, type ToolAction } from '@adiuva/shared-protocol';
import { DeviceError } from '#core/device-error.ts';
import { unitVector } from '#core/meaning/index.ts';
import { hasOwnProto, schemaFault } from './schema-fault.ts';
import type { ToolCall } from './payload.ts';

const VECTORS = ['vector_upsert', 'vector_search'] as const satisfies ToolAction[];

/** Whether an action is about what notes mean. It names no table, or that of notes. */
export function isVectorAction(action: string): action is (typeof VECTORS)[number] {
  return VECTORS.some((known) => known === action);
}

/**
 * The vector of a call, with length one.
 * @throws DeviceError `stale_vector_model`: it is of another model than this device's; `invalid_data`
 */
export function readVectorOf({ call: { action, vector, model }, current }: { call: ToolCall; current: string }): Float32Array {
  if (typeof model !== 'string')
    throw new DeviceError('invalid_data', `${action} needs "model", the name of the model that made the vector.`);
  if (model !== current)
    throw new DeviceError(
      'stale_vector_model',
      `This device's notes are embedded by ${current}, not by ${model.slice(0, 100)}. Embed with that and try again.`,
    );
  const read = vector ? unitVector(vector) : undefined;
  if (!read)
    throw new DeviceError(
      'invalid_data',
      `${action} needs "vector": ${EMBEDDING_SIZE} numbers as the model gives them, with a length near one.`,
    );
  return read;
}

/** The only filter there is. @throws DeviceError `invalid_filter` */
export function readVectorFilters({ filters }: ToolCall): { projectId: string | undefined } {
  const given = filters ?? {};
  if (hasOwnProto(given)) throw new DeviceError('invalid_filter', '"__proto__" is no filter of vector_search.');
  const parsed = tables.notes.filters.pick({ projectId: true }).strict().safeParse(given);
  if (!parsed.success)
    throw new DeviceError('invalid_filter', `${schemaFault(parsed.error)} Filters of vector_search: projectId.`);
  return { projectId: parsed.data.projectId };
}
