import type { JournalChange } from '#core/journal/index.ts';
import { tableOfSqlName, toDeviceDay, type AllWorkRows, type SqlValue, type StoredRow } from '#core/storage/index.ts';
import type { ChangeEntry } from '#rpc/activity.ts';

/** Columns that the device keeps for itself. */
const bookkeeping = new Set([
  'row_key',
  'id',
  'created_at',
  'updated_at',
  'revision',
  'origin',
  'external_id',
  'is_ai_suggested',
  'is_approved',
  'position',
]);

/** Longer texts are cut: this is for reading, not for putting back. */
const MAX_TEXT = 500;

const camel = (column: string): string => column.replaceAll(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());

/** A day and its time are one field to the user. */
function fieldName(column: string): string | undefined {
  if (bookkeeping.has(column) || column === 'due_time' || column === 'time') return undefined;
  if (column === 'due_day') return 'dueDate';
  if (column === 'day') return 'date';
  return camel(column);
}

function shown({
  column,
  row,
  rows,
  change,
}: {
  column: string;
  row: StoredRow;
  rows: AllWorkRows;
  change: JournalChange;
}): string | null {
  const value = row[column] ?? null;
  if (value === null) return null;
  const reference = tableOfSqlName(change.tableName).references.find((each) => each.column === column);
  if (reference) return rows[reference.to].label(String(value)) ?? String(value);
  if (column === 'due_day' || column === 'day') {
    const time = row[column === 'day' ? 'time' : 'due_time'];
    return typeof time === 'string' ? `${value} ${time}` : String(value);
  }
  if (column === 'assignee') return listed(value);
  if (column === 'completed_at') {
    const { day, time } = toDeviceDay(Number(value));
    return `${day} ${time?.slice(0, 5) ?? '00:00'}`;
  }
  const text = String(value);
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
}

function listed(value: SqlValue): string | null {
  const names: unknown = JSON.parse(String(value));
  return Array.isArray(names) && names.length > 0 ? names.join(', ') : null;
}

/** A change of the journal in words for the user: fields as the wire names them, references by what they are called. */
export function changeEntry({ change, rows }: { change: JournalChange; rows: AllWorkRows }): ChangeEntry {
  const table = tableOfSqlName(change.tableName);
  const columns = Object.keys(change.kind === 'delete' ? change.before : change.after);
  const fields = columns.flatMap((column) => {
    const field = fieldName(column);
    if (field === undefined) return [];
    const before = shown({ column, row: change.before, rows, change });
    const after = shown({ column, row: change.after, rows, change });
    return before === after ? [] : [{ field, before, after }];
  });
  const written = change.after[table.label] ?? change.before[table.label];
  return {
    change_id: change.id,
    table: table.name,
    row_id: change.rowId,
    label: rows[table.name].label(change.rowId) ?? (typeof written === 'string' ? written.slice(0, 80) : change.rowId),
    kind: change.kind,
    fields,
    active: change.active,
    at: change.at,
  };
}
