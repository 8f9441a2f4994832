import { idSchema, type TableName } from '@adiuva/shared-protocol';
import { z } from 'zod';
import { DeviceError } from '#core/device-error.ts';
import type { AllWorkRows } from '#core/storage/index.ts';
import { fitRow } from './fit-frame.ts';
import type { ToolCall } from './payload.ts';
import { hasOwnProto, schemaFault } from './schema-fault.ts';
import type { ToolAnswer } from './tool-answer.ts';

const dataSchema = z.strictObject({ id: idSchema });

/** A row as an answer: cut to fit the frame, with the names of what was cut. */
export function rowAnswer(row: object & { id: string }): ToolAnswer {
  const { json, bytes, truncated } = fitRow(row);
  const cut = truncated.length > 0 ? `,"truncated":${JSON.stringify(truncated)}` : '';
  return { fields: `"row":${json}${cut}`, rowIds: [row.id], rowCount: 1, bytes };
}

/** `get`: one row by its id, or null. @throws DeviceError `invalid_data` */
export function getRow({ call, table, rows }: { call: ToolCall; table: TableName; rows: AllWorkRows }): ToolAnswer {
  const data = call.data ?? {};
  const parsed = dataSchema.safeParse(data);
  if (!parsed.success || hasOwnProto(data)) {
    const fault = parsed.success ? '"__proto__" cannot be set.' : schemaFault(parsed.error);
    throw new DeviceError('invalid_data', `get takes data: {"id"}. ${fault}`);
  }
  const row = rows[table].entity(parsed.data.id);
  return row ? rowAnswer(row) : { fields: '"row":null', rowIds: [], rowCount: 0, bytes: 0 };
}
