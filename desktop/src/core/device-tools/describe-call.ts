import type { TableName } from '@adiuva/shared-protocol';
import type { Shown } from '#core/approvals/index.ts';
import { dependants, workTables, type AllWorkRows, type StoredRow } from '#core/storage/index.ts';
import { fieldChanges, rowNouns } from '#core/work/index.ts';
import type { CheckedWrite } from './checked-call.ts';
import type { ChangedSince } from './reasons-to-ask.ts';

/** Rows that are named of what hangs on one. */
const NAMED = 5;

/** What would go with a row, or stay without it. */
function hangingOn({ table, id, rows }: { table: TableName; id: string; rows: AllWorkRows }): Shown['hanging'] {
  return dependants(table).flatMap(({ table: other, reference }) => {
    const found = rows[other.name].referringTo(reference, id);
    if (found.length === 0) return [];
    const labels = found.slice(0, NAMED).map((each) => rows[other.name].label(each) ?? each);
    return [{ table: other.name, effect: reference.required ? 'deleted' : 'detached', count: found.length, labels } as const];
  });
}

/** Field names as the user reads them, in a list. */
function listed(fields: Shown['fields']): string {
  return fields.map(({ field }) => field.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)).join(', ');
}

/** What the user is shown of a write, and what it is called in one sentence. */
export function describeWrite({
  write,
  since,
  rows,
}: {
  write: CheckedWrite;
  since: ChangedSince | undefined;
  rows: AllWorkRows;
}): { shown: Shown; summary: string } {
  const { kind, table, id, columns, input } = write;
  const { sqlName, label: labelColumn } = workTables[table];
  const noun = rowNouns[table];
  const stored: StoredRow = (id === undefined ? undefined : rows[table].stored(id)) ?? {};
  const label = id === undefined ? String(columns[labelColumn] ?? '').slice(0, 80) : (rows[table].label(id) ?? '');
  const fields = fieldChanges({
    sqlName,
    columns: Object.keys(kind === 'delete' ? stored : columns),
    before: stored,
    after: kind === 'delete' ? {} : columns,
    rows,
  });
  const shown: Shown = {
    fields,
    hanging: kind === 'delete' && id !== undefined ? hangingOn({ table, id, rows }) : [],
    since: (since?.changes ?? []).flatMap(({ after, before, at }) =>
      fieldChanges({ sqlName, columns: Object.keys(after), before, after, rows }).map((field) => ({ ...field, at })),
    ),
    input,
    ...(id === undefined ? {} : { row: { table, id, label } }),
  };
  switch (kind) {
    case 'insert':
      return { shown, summary: `Add the ${noun} “${label}”` };
    case 'delete':
      return { shown, summary: `Delete the ${noun} “${label}”` };
    default:
      return { shown, summary: `Change the ${noun} “${label}”: ${listed(fields) || 'nothing that shows'}` };
  }
}
