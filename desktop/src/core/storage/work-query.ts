import type { Row } from '@adiuva/shared-protocol';
import { and, asc, desc, fillPlaceholders, sql, type Query, type SQL } from 'drizzle-orm';
import type { Condition } from './work-conditions.ts';
import type { DeviceDatabase } from './open-database.ts';
import type { AllWorkRows } from './work-rows.ts';
import { steadyPlaceholder } from './steady-placeholder.ts';
import { columnOf, workTables, type SqlValue, type WorkTable } from './work-tables.ts';
import type { TableName } from '@adiuva/shared-protocol';

/** A field of the wire to sort by. Rows without a value come last in both directions. */
export interface Order {
  field: string;
  descending: boolean;
}

export interface WorkQuery {
  table: TableName;
  conditions: readonly Condition[];
  /** Absent: tasks by position, other rows as they were made. */
  order?: Order | undefined;
  limit: number;
  offset?: number;
}

export interface WorkReader {
  /** The rows of one page, and how many match in all. */
  select(query: WorkQuery): { rows: Row[]; total: number };
  count(query: Pick<WorkQuery, 'table' | 'conditions'>): number;
}

type Statement = (parameters: Record<string, SqlValue>) => SqlValue[][];

/** Prepared statements kept; more shapes than these are not in daily use. */
const KEPT_STATEMENTS = 300;

/** Words that sort by their meaning, not by their letters. */
const ranks: Record<string, readonly string[]> = {
  priority: ['high', 'medium', 'low'],
  status: ['todo', 'in_progress', 'done', 'active', 'archived'],
};

function orderTerms({
  table,
  columns,
  order,
}: {
  table: WorkTable;
  columns: ReadonlyMap<string, readonly string[]>;
  order: Order | undefined;
}): SQL[] {
  const key = asc(columnOf(table, 'row_key'));
  if (!order) return table.name === 'tasks' ? [asc(columnOf(table, 'position')), key] : [key];
  const direction = order.descending ? desc : asc;
  const [first, ...more] = (columns.get(order.field) ?? []).map((name) => columnOf(table, name));
  if (!first) throw new Error(`${table.name} cannot be ordered by ${order.field}`);
  const rank = ranks[order.field];
  if (rank) {
    const cases = rank.map((word, index) => sql`when ${word} then ${sql.raw(String(index))}`);
    return [direction(sql`case ${first} ${sql.join(cases, sql` `)} end`), key];
  }
  // A day and a time sort as they are; what people wrote sorts without the case of its letters.
  const value = first.dataType === 'string' && more.length === 0 ? sql`${first} collate nocase` : sql`${first}`;
  const last = first.notNull || order.descending ? [] : [sql`${value} asc nulls last`];
  return [...(last.length > 0 ? last : [direction(value)]), ...more.map((column) => direction(column)), key];
}

export function createWorkReader({ database: { db }, rows }: { database: DeviceDatabase; rows: AllWorkRows }): WorkReader {
  const statements = new Map<string, Statement>();
  /** Counts hold until something is written: a list is paged and sorted without counting again. */
  const counts = new Map<string, number>();
  const written = db.$client.prepare<[], number>('select total_changes()').pluck();
  let countedAt = -1;

  function prepared(key: string, build: () => Query): Statement {
    let statement = statements.get(key);
    if (!statement) {
      if (statements.size >= KEPT_STATEMENTS) statements.delete([...statements.keys()][0] ?? '');
      statement = prepare(build());
      statements.set(key, statement);
    }
    return statement;
  }

  function prepare({ sql: text, params }: Query): Statement {
    const statement = db.$client.prepare(text).raw();
    // SQLite answers nothing but these for the types that the schema has.
    return (parameters) => statement.all(...fillPlaceholders(params, parameters)) as SqlValue[][];
  }

  function whereOf({ table, conditions }: Pick<WorkQuery, 'table' | 'conditions'>): {
    key: string;
    where: () => SQL | undefined;
    parameters: Record<string, SqlValue>;
  } {
    let key: string = table;
    const parameters: Record<string, SqlValue> = {};
    for (const condition of conditions) {
      key += `|${condition.shape}`;
      Object.assign(parameters, condition.parameters);
    }
    return { key, parameters, where: () => and(...conditions.map((condition) => condition.sql(workTables[table]))) };
  }

  function count(query: Pick<WorkQuery, 'table' | 'conditions'>): number {
    const { key, where, parameters } = whereOf(query);
    const now = written.get() ?? 0;
    if (now !== countedAt) counts.clear();
    countedAt = now;
    const name = `${key} ${JSON.stringify(parameters)}`;
    const known = counts.get(name);
    if (known !== undefined) return known;
    const statement = prepared(`count ${key}`, () =>
      db
        .select({ count: sql<number>`count(*)` })
        .from(workTables[query.table].table)
        .where(where())
        .toSQL(),
    );
    const counted = Number(statement(parameters)[0]?.[0] ?? 0);
    if (counts.size < KEPT_STATEMENTS) counts.set(name, counted);
    return counted;
  }

  return {
    count,
    select(query) {
      const { table, order, limit, offset = 0 } = query;
      if (limit === 0) return { rows: [], total: count(query) };
      const { key, where, parameters } = whereOf(query);
      const { codec } = rows[table];
      // Rows are wide: which ones they are is found by what the indexes have, and only those of the page are read.
      const statement = prepared(`${key}>${order ? `${order.descending ? '-' : ''}${order.field}` : ''}`, () => {
        const { table: from, columns } = workTables[table];
        const rowKey = columnOf(workTables[table], 'row_key');
        const terms = orderTerms({ table: workTables[table], columns: codec.fieldColumns, order });
        const page = db
          .select({ rowKey })
          .from(from)
          .where(where())
          .orderBy(...terms)
          .getSQL();
        return db
          .select(Object.fromEntries(columns))
          .from(from)
          .where(sql`${rowKey} in (${page} limit ${steadyPlaceholder('page_limit')} offset ${steadyPlaceholder('page_offset')})`)
          .orderBy(...terms)
          .toSQL();
      });
      const read = statement({ ...parameters, page_limit: limit, page_offset: offset }).map((values) => codec.read(values));
      const isAll = read.length < limit && (offset === 0 || read.length > 0);
      return { rows: read, total: isAll ? offset + read.length : count(query) };
    },
  };
}
