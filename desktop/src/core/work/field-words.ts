import {
  tableOfSqlName,
  toDeviceDay,
  type AllWorkRows,
  type SqlValue,
  type StoredRow,
  type WorkTable,
} from '#core/storage/index.ts';
import type { FieldChange } from '#rpc/activity.ts';

/** Columns that the device keeps for itself. */
const bookkeeping = new Set([
  'row_key',
  'id',
  'created_at',
  'updated_at',
  'revision',
  'origin',
  'external_id',
  'tainted',
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

/** A column of a row in words for the user: references by what they are called, days with their times. */
export function fieldWords({
  column,
  row,
  rows,
  table,
}: {
  column: string;
  row: StoredRow;
  rows: AllWorkRows;
  table: WorkTable;
}): string | null {
  const value = row[column] ?? null;
  if (value === null) return null;
  const reference = table.references.find((each) => each.column === column);
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

/** What stands there is not always what we wrote: text that is no list is shown as it is. */
function listed(value: SqlValue): string | null {
  const text = String(value);
  try {
    const names: unknown = JSON.parse(text);
    if (Array.isArray(names)) return names.length > 0 ? names.join(', ') : null;
  } catch {
    // Somebody wrote it outside of the app.
  }
  return text;
}

/** What differs in these columns, in words for the user: fields as the wire names them, references by what they are called. */
export function fieldChanges({
  sqlName,
  columns,
  before,
  after,
  rows,
}: {
  sqlName: string;
  columns: readonly string[];
  before: StoredRow;
  after: StoredRow;
  rows: AllWorkRows;
}): FieldChange[] {
  const table = tableOfSqlName(sqlName);
  return columns.flatMap((column) => {
    const field = fieldName(column);
    if (field === undefined) return [];
    const was = fieldWords({ column, row: before, rows, table });
    const becomes = fieldWords({ column, row: after, rows, table });
    return was === becomes ? [] : [{ field, before: was, after: becomes }];
  });
}
