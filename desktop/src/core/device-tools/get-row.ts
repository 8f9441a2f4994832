import { idSchema, type Row, type TableName } from '@adiuva/shared-protocol';
import { z } from 'zod';
import { DeviceError } from '#core/device-error.ts';
import type { PrivacyView } from '#core/privacy/index.ts';
import type { AllWorkRows } from '#core/storage/index.ts';
import { fitRow } from './fit-frame.ts';
import { hasOwnProto, schemaFault } from './schema-fault.ts';
import type { ToolAnswer } from './tool-answer.ts';

const dataSchema = z.strictObject({ id: idSchema });

/** The id that a call's data names, and nothing else. @throws DeviceError `invalid_data` */
export function readId({ action, data }: { action: string; data: object }): string {
  const parsed = dataSchema.safeParse(data);
  if (parsed.success && !hasOwnProto(data)) return parsed.data.id;
  const fault = parsed.success ? '"__proto__" cannot be set.' : schemaFault(parsed.error);
  throw new DeviceError('invalid_data', `${action} takes data: {"id"}. ${fault}`);
}

/** A row as an answer: cut to fit the frame, with the names of what was cut. */
export function rowAnswer({ table, row, view }: { table: TableName; row: Row; view: PrivacyView }): ToolAnswer {
  const out = view.isOpen ? { row, replaced: 0 } : view.outgoing({ table, row });
  const { json, bytes, truncated } = fitRow(out.row);
  const cut = truncated.length > 0 ? `,"truncated":${JSON.stringify(truncated)}` : '';
  return { fields: `"row":${json}${cut}`, rows: [row], bytes, withheld: 0, replaced: out.replaced };
}

/** `get`: one row by its id, or null. */
export function getRow({
  table,
  id,
  rows,
  view,
}: {
  table: TableName;
  id: string;
  rows: AllWorkRows;
  view: PrivacyView;
}): ToolAnswer {
  const row = rows[table].entity(id);
  const isHidden = row !== undefined && !view.isOpen && !view.sees({ table, id });
  if (row && !isHidden) return rowAnswer({ table, row, view });
  return { fields: '"row":null', rows: [], bytes: 0, withheld: isHidden ? 1 : 0, replaced: 0 };
}
