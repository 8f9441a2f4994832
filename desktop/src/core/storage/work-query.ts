import type { Row } from '@adiuva/shared-protocol';
import { and, asc, desc, fillPlaceholders, sql, type Query, type SQL } from 'drizzle-orm';
import type { Condition } from './work-conditions.ts';
import type { DeviceDatabase } from './open-database.ts';
import type { AllWorkRows } from './work-rows.ts';
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

type Statement = (page: { parameters: Record<string, SqlValue>; limit: number; offset: number }) => SqlValue[][];

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
  const value = first.dataType === 'string' ? sql`${first} collate nocase` : sql`${first}`;
  const last = first.notNull ? [] : [asc(sql`${first} is null`)];
  return [...last, direction(value), ...more.map((column) => direction(column)), key];
}

export function createWorkReader({ database: { db }, rows }: { database: DeviceDatabase; rows: AllWorkRows }): WorkReader {
  const statements = new Map<string, Statement>();

  function prepared(key: string, build: () => Query): Statement {
    let statement = statements.get(key);
    if (!statement) {
      if (statements.size >= KEPT_STATEMENTS) statements.delete([...statements.keys()][0] ?? '');
      statement = prepare(build());
      statements.set(key, statement);
    }
    return statement;
  }

  /** A limit that is bound as it is makes SQLite plan anew with each value, as `steadyPlaceholder` tells. */
  function prepare({ sql: text, params }: Query): Statement {
    const statement = db.$client.prepare(`${text} limit +? offset +?`).raw();
    // SQLite answers nothing but these for the types that the schema has.
    return ({ parameters, limit, offset }) =>
      statement.all(...fillPlaceholders(params, parameters), limit, offset) as SqlValue[][];
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
    const statement = prepared(`count ${key}`, () =>
      db
        .select({ count: sql<number>`count(*)` })
        .from(workTables[query.table].table)
        .where(where())
        .toSQL(),
    );
    return Number(statement({ parameters, limit: 1, offset: 0 })[0]?.[0] ?? 0);
  }

  return {
    count,
    select(query) {
      const { table, order, limit, offset = 0 } = query;
      if (limit === 0) return { rows: [], total: count(query) };
      const { key, where, parameters } = whereOf(query);
      const { codec } = rows[table];
      const statement = prepared(`${key}>${order ? `${order.descending ? '-' : ''}${order.field}` : ''}`, () =>
        db
          .select(Object.fromEntries(workTables[table].columns))
          .from(workTables[table].table)
          .where(where())
          .orderBy(...orderTerms({ table: workTables[table], columns: codec.fieldColumns, order }))
          .toSQL(),
      );
      const read = statement({ parameters, limit, offset }).map((values) => codec.read(values));
      const isAll = read.length < limit && (offset === 0 || read.length > 0);
      return { rows: read, total: isAll ? offset + read.length : count(query) };
    },
  };
}
