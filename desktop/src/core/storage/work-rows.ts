import { TABLE_NAMES, type Row, type TableName } from '@adiuva/shared-protocol';
import { eq, sql, type Placeholder } from 'drizzle-orm';
import { createEntityCodec, type EntityCodec } from './work-entities.ts';
import type { DeviceDatabase } from './open-database.ts';
import { rawStatement } from './raw-statement.ts';
import { steadyPlaceholder } from './steady-placeholder.ts';
import { columnOf, workTables, type Reference, type StoredRow, type WorkTable } from './work-tables.ts';

/** The rows of one table. Entities go out to everybody, stored rows to the journal only. */
export interface WorkRows {
  table: WorkTable;
  codec: EntityCodec;
  /** The row as the wire has it. */
  entity(id: string): Row | undefined;
  stored(id: string): StoredRow | undefined;
  exists(id: string): boolean;
  /** `row` has every column, but `row_key` only to put a row back where it was. */
  insert(row: StoredRow): void;
  update(id: string, patch: StoredRow): void;
  remove(id: string): void;
  /** Ids of the rows whose `reference` names `id`. */
  referringTo(reference: Reference, id: string): string[];
  /** Whether one of these rows holds text that nobody here wrote or approved. */
  anyTainted(ids: readonly string[]): boolean;
  /** What the row is called now, cut to 80 characters. */
  label(id: string): string | undefined;
}

export type AllWorkRows = Record<TableName, WorkRows>;

/** One prepared statement for each set of columns that is written. */
function statementCache<Statement>(prepare: (columns: readonly string[]) => Statement): (row: StoredRow) => Statement {
  const cache = new Map<string, Statement>();
  return (row) => {
    const columns = Object.keys(row).sort();
    const key = columns.join();
    let statement = cache.get(key);
    if (!statement) {
      statement = prepare(columns);
      cache.set(key, statement);
    }
    return statement;
  };
}

function createWorkRows({ database, table }: { database: DeviceDatabase; table: WorkTable }): WorkRows {
  const { db } = database;
  const codec = createEntityCodec(table);
  const order = [...table.columns.keys()];
  const byId = eq(columnOf(table, 'id'), sql.placeholder('id'));
  const key = { id: columnOf(table, 'id') };
  const one = rawStatement(database, db.select(Object.fromEntries(table.columns)).from(table.table).where(byId));
  const there = rawStatement(database, db.select(key).from(table.table).where(byId));
  const named = db
    .select({ label: sql<string>`substr(${columnOf(table, table.label)}, 1, 80)` })
    .from(table.table)
    .where(byId)
    .prepare();
  // The first is answered by a small index alone, and is what nearly always is asked. A bound limit would be planned anew.
  const isTainted = sql`coalesce(${columnOf(table, 'tainted')}, ${columnOf(table, 'origin')} = 'import')`;
  const anyTainted = rawStatement(database, db.select(key).from(table.table).where(isTainted));
  const taintedOf = db
    .select(key)
    .from(table.table)
    .where(sql`${isTainted} and ${columnOf(table, 'id')} in (select value from json_each(${sql.placeholder('ids')}))`)
    .limit(1)
    .prepare();
  const deleted = db.delete(table.table).where(byId).prepare();
  const placeholders = (columns: readonly string[]): Record<string, Placeholder> =>
    Object.fromEntries(columns.map((name) => [table.keys.get(name) ?? name, sql.placeholder(name)]));
  const inserted = statementCache((columns) => db.insert(table.table).values(placeholders(columns)).prepare());
  const updated = statementCache((columns) =>
    db
      .update(table.table)
      .set(placeholders(columns))
      .where(eq(columnOf(table, 'id'), sql.placeholder('where_id')))
      .prepare(),
  );
  const referring = new Map(
    table.references.map((reference) => [
      reference.column,
      db
        .select({ id: columnOf(table, 'id') })
        .from(table.table)
        .where(eq(columnOf(table, reference.column), steadyPlaceholder('id')))
        .prepare(),
    ]),
  );
  return {
    table,
    codec,
    entity(id) {
      const found = one.first({ id });
      return found && codec.read(found);
    },
    stored(id) {
      const found = one.first({ id });
      return found && Object.fromEntries(order.map((name, index) => [name, found[index] ?? null]));
    },
    exists: (id) => there.first({ id }) !== undefined,
    insert(row) {
      inserted(row).run(row);
    },
    update(id, patch) {
      updated(patch).run({ ...patch, where_id: id });
    },
    remove(id) {
      deleted.run({ id });
    },
    referringTo(reference, id) {
      const found = referring.get(reference.column)?.all({ id }) ?? [];
      return found.map((row) => String(row.id));
    },
    anyTainted: (ids) =>
      ids.length > 0 && anyTainted.first({}) !== undefined && taintedOf.get({ ids: JSON.stringify(ids) }) !== undefined,
    label: (id) => named.get({ id })?.label,
  };
}

export function createAllWorkRows(database: DeviceDatabase): AllWorkRows {
  const rows = (name: TableName): WorkRows => createWorkRows({ database, table: workTables[name] });
  return Object.fromEntries(TABLE_NAMES.map((name) => [name, rows(name)])) as AllWorkRows;
}
