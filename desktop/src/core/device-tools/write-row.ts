import { idSchema, jsonObjectSchema, tables, type TableName } from '@adiuva/shared-protocol';
import { z } from 'zod';
import { DeviceError } from '#core/device-error.ts';
import type { WorkWriter } from '#core/work/index.ts';
import { rowAnswer } from './get-row.ts';
import type { ToolCall } from './payload.ts';
import { hasOwnProto, schemaFault } from './schema-fault.ts';
import type { ToolAnswer } from './tool-answer.ts';

/** A write whose data has passed; `run` does it. */
export interface CheckedWrite {
  kind: 'insert' | 'update';
  run: () => ToolAnswer;
}

const updateSchema = z.strictObject({ id: idSchema, updates: jsonObjectSchema });

/** @throws DeviceError `invalid_data` */
function checked<Data extends object>({ schema, data, action }: { schema: z.ZodType<Data>; data: object; action: string }): Data {
  if (hasOwnProto(data)) throw new DeviceError('invalid_data', `"__proto__" cannot be set by ${action}.`);
  const parsed = schema.safeParse(data);
  if (!parsed.success) throw new DeviceError('invalid_data', `${action}: ${schemaFault(parsed.error)}`);
  return parsed.data;
}

/**
 * `insert` and `update`: checks the call's data, and answers what does it.
 * @throws DeviceError `invalid_data`; the write itself also `not_found` and `constraint`
 */
export function checkWrite({ call, table, writer }: { call: ToolCall; table: TableName; writer: WorkWriter }): CheckedWrite {
  const actor = { kind: 'run', runId: call.run_id, callId: call.id } as const;
  if (call.action === 'insert') {
    const data = checked<object>({ schema: tables[table].insert, data: call.data ?? {}, action: `insert into ${table}` });
    return { kind: 'insert', run: () => rowAnswer(writer.insert({ table, data, actor })) };
  }
  const { id, updates: given } = checked({ schema: updateSchema, data: call.data ?? {}, action: `update of ${table}` });
  const updates = checked<object>({ schema: tables[table].update, data: given, action: `update of ${table}` });
  if (Object.values(updates).every((value) => value === undefined))
    throw new DeviceError('invalid_data', `update of ${table}: "updates" names no field.`);
  return { kind: 'update', run: () => rowAnswer(writer.update({ table, id, updates, actor })) };
}
