import type { Row, TableName } from '@adiuva/shared-protocol';
import type { PrivacyView } from '#core/privacy/index.ts';
import type { WorkReader } from '#core/storage/index.ts';
import { fitRows } from './fit-frame.ts';
import type { ToolCall } from './payload.ts';
import type { ToolAnswer } from './tool-answer.ts';
import { readFilters } from './wire-filters.ts';

const DEFAULT_ROWS = 100;
const MAX_ROWS = 1_000;
const noFilters = {};

/** The rows as they may leave, and how many values were replaced. */
function outgoing({ table, rows, view }: { table: TableName; rows: readonly Row[]; view: PrivacyView }): {
  rows: readonly Row[];
  replaced: number;
} {
  if (view.isOpen) return { rows, replaced: 0 };
  const out = rows.map((row) => view.outgoing({ table, row }));
  return { rows: out.map(({ row }) => row), replaced: out.reduce((sum, { replaced }) => sum + replaced, 0) };
}

/**
 * `select`: rows that match, and how many match in all; hidden rows do not match.
 * @throws DeviceError `invalid_filter`, at once; what it answers does the reading
 */
export function selectRows({
  call,
  table,
  reader,
  view,
}: {
  call: ToolCall;
  table: TableName;
  reader: WorkReader;
  view: PrivacyView;
}): () => ToolAnswer {
  const given = call.filters ?? noFilters;
  const { conditions, order } = readFilters({ table, filters: given });
  const meant = view.isOpen ? conditions : readFilters({ table, filters: view.incoming(given) }).conditions;
  const limit = Math.min(call.limit ?? DEFAULT_ROWS, MAX_ROWS);
  return () => {
    const visible = view.isOpen ? meant : [...meant, ...view.conditions(table, given)];
    const found = reader.select({ table, conditions: visible, order, limit });
    const out = outgoing({ table, rows: found.rows, view });
    const { json, bytes, truncated } = fitRows(out.rows);
    return {
      fields: `"rows":[${json.join()}],"total":${found.total}${truncated ? ',"truncated":true' : ''}`,
      rows: found.rows.slice(0, json.length),
      bytes,
      withheld: view.isOpen ? 0 : view.withheld({ table, conditions: meant }),
      replaced: out.replaced,
    };
  };
}
