import type { TableName } from '@adiuva/shared-protocol';
import type { WorkReader } from '#core/storage/index.ts';
import { fitRows } from './fit-frame.ts';
import type { ToolCall } from './payload.ts';
import type { ToolAnswer } from './tool-answer.ts';
import { readFilters } from './wire-filters.ts';

const DEFAULT_ROWS = 100;
const MAX_ROWS = 1_000;
const noFilters = {};

/** `select`: rows that match, and how many match in all. @throws DeviceError `invalid_filter` */
export function selectRows({ call, table, reader }: { call: ToolCall; table: TableName; reader: WorkReader }): ToolAnswer {
  const { conditions, order } = readFilters({ table, filters: call.filters ?? noFilters });
  const limit = Math.min(call.limit ?? DEFAULT_ROWS, MAX_ROWS);
  const { rows, total } = reader.select({ table, conditions, order, limit });
  const { json, bytes, truncated } = fitRows(rows);
  return {
    fields: `"rows":[${json.join()}],"total":${total}${truncated ? ',"truncated":true' : ''}`,
    rowIds: rows.slice(0, json.length).map((row) => row.id),
    rowCount: json.length,
    bytes,
  };
}
