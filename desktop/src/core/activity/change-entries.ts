import type { JournalChange } from '#core/journal/index.ts';
import { tableOfSqlName, type AllWorkRows } from '#core/storage/index.ts';
import { fieldChanges } from '#core/work/index.ts';
import type { ChangeEntry, RowChange } from '#rpc/activity.ts';

/** A change of the journal in words for the user. */
export function changeEntry({ change, rows }: { change: JournalChange; rows: AllWorkRows }): ChangeEntry {
  const table = tableOfSqlName(change.tableName);
  const columns = Object.keys(change.kind === 'delete' ? change.before : change.after);
  const written = change.after[table.label] ?? change.before[table.label];
  return {
    change_id: change.id,
    table: table.name,
    row_id: change.rowId,
    label: rows[table.name].label(change.rowId) ?? (typeof written === 'string' ? written.slice(0, 80) : change.rowId),
    kind: change.kind,
    fields: fieldChanges({ sqlName: change.tableName, columns, before: change.before, after: change.after, rows }),
    active: change.active,
    at: change.at,
  };
}

/** The same with who made it, and what it followed from. */
export function rowChange({ change, rows }: { change: JournalChange; rows: AllWorkRows }): RowChange {
  return {
    ...changeEntry({ change, rows }),
    actor: change.actor,
    ...(change.runId === null ? {} : { run_id: change.runId }),
    ...(change.agentId === null ? {} : { agent_id: change.agentId }),
    ...(change.causeId === null ? {} : { cause_id: change.causeId }),
  };
}
