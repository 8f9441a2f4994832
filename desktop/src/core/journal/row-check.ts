import type { TableName } from '@adiuva/shared-protocol';
import type { AllWorkRows, SqlValue, StoredRow } from '#core/storage/index.ts';
import { computeRow } from './compute-row.ts';
import type { JournalChange } from './change.ts';
import type { JournalRepository } from './journal-repository.ts';
import type { RowName } from './row-keeper.ts';

/** Where a row is not what the journal computes. */
export interface RowDifference {
  table: TableName;
  rowId: string;
  /** Null: the row as a whole. Then a value is what the row is called, or null where it is not there. */
  column: string | null;
  rowValue: SqlValue;
  journalValue: SqlValue;
}

/** One row beside its journal. */
export interface ComparedRow {
  changes: JournalChange[];
  current: StoredRow | undefined;
  /** What the journal says; `current` where it has no word about the row. */
  wanted: StoredRow | undefined;
  /** Columns in which the two differ; empty where one of them is not there. */
  columns: string[];
}

/** The device counts revisions beside the journal, and SQLite numbers the rows. */
const ownColumns = new Set(['revision', 'row_key']);

export function compareRow({
  row: { table, id },
  rows,
  repository,
}: {
  row: RowName;
  rows: AllWorkRows;
  repository: JournalRepository;
}): ComparedRow {
  const changes = repository.ofRow({ tableName: table.sqlName, rowId: id });
  const current = rows[table.name].stored(id);
  if (changes.length === 0) return { changes, current, wanted: current, columns: [] };
  const wanted = computeRow({ changes, current });
  const columns =
    current && wanted
      ? [...table.columns.keys()].filter((name) => !ownColumns.has(name) && current[name] !== (wanted[name] ?? null))
      : [];
  return { changes, current, wanted, columns };
}

/** All in which a row differs from the journal: itself, its columns, and references to rows that are not there. */
export function differencesOf({
  row,
  rows,
  repository,
}: {
  row: RowName;
  rows: AllWorkRows;
  repository: JournalRepository;
}): RowDifference[] {
  const { table, id } = row;
  const { current, wanted, columns } = compareRow({ row, rows, repository });
  const difference = (column: string | null, rowValue: SqlValue, journalValue: SqlValue): RowDifference => ({
    table: table.name,
    rowId: id,
    column,
    rowValue,
    journalValue,
  });
  if (!current && !wanted) return [];
  if (!current || !wanted) {
    const name = (each: StoredRow | undefined): SqlValue => (each ? (each[table.label] ?? id) : null);
    return [difference(null, name(current), name(wanted))];
  }
  const found = columns.map((column) => difference(column, current[column] ?? null, wanted[column] ?? null));
  for (const { column, to } of table.references) {
    const target = current[column];
    if (typeof target === 'string' && !columns.includes(column) && !rows[to].exists(target))
      found.push(difference(column, target, null));
  }
  return found;
}
