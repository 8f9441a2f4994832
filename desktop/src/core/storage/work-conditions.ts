import { and, eq, inArray, isNull, sql, type SQL } from 'drizzle-orm';
import { toDayBound } from './device-day.ts';
import { searchWords } from './search-words.ts';
import { steadyPlaceholder } from './steady-placeholder.ts';
import { columnOf, type SqlValue, type WorkTable } from './work-tables.ts';

/** A part of a query's `where`. `shape` names its SQL, so that equal shapes share one prepared statement. */
export interface Condition {
  shape: string;
  sql: (table: WorkTable) => SQL | undefined;
  parameters: Record<string, SqlValue>;
}

export function equals(column: string, value: SqlValue): Condition {
  return {
    shape: column,
    sql: (table) => eq(columnOf(table, column), steadyPlaceholder(column)),
    parameters: { [column]: value },
  };
}

export function isOneOf(column: string, values: readonly string[]): Condition {
  return {
    shape: `${column} in ${values.join()}`,
    sql: (table) => inArray(columnOf(table, column), [...values]),
    parameters: {},
  };
}

/** One of these rows. */
export function among(ids: readonly string[]): Condition {
  return {
    shape: 'among',
    sql: (table) => sql`${columnOf(table, 'id')} in (select value from json_each(${sql.placeholder('among')}))`,
    parameters: { among: JSON.stringify(ids) },
  };
}

export function isAbsent(column: string): Condition {
  return { shape: `no ${column}`, sql: (table) => isNull(columnOf(table, column)), parameters: {} };
}

/** A row of a project that is not archived. */
export function hasActiveProject(): Condition {
  return {
    shape: 'active project',
    sql: (table) => sql`${columnOf(table, 'project_id')} in (select id from projects where status = 'active')`,
    parameters: {},
  };
}

/** A row of a project of this client, or of a client below it. */
export function ofClient(clientId: string): Condition {
  return {
    shape: 'of client',
    sql: (table) => sql`${columnOf(table, 'project_id')} in (
      with recursive below (id) as (
        select ${sql.placeholder('of_client')} union select clients.id from clients join below on clients.parent_id = below.id
      )
      select projects.id from projects where projects.client_id in (select id from below)
    )`,
    parameters: { of_client: clientId },
  };
}

/** A JSON list that holds this name, whatever its case. */
export function lists(column: string, name: string): Condition {
  return {
    shape: `lists ${column}`,
    sql: (table) =>
      sql`exists (select 1 from json_each(${columnOf(table, column)}) where json_each.value = ${sql.placeholder(column)} collate nocase)`,
    parameters: { [column]: name },
  };
}

/** Words of the row's text, by the table's full-text index. Without a word nothing matches. */
export function mentions(text: string): Condition {
  const words = searchWords(text);
  if (words === undefined) return { shape: 'nothing', sql: () => sql`0`, parameters: {} };
  return {
    shape: 'search',
    sql: (table) => {
      const index = sql.identifier(`${table.sqlName}_fts`);
      return sql`${columnOf(table, 'row_key')} in (select rowid from ${index} where ${index} match ${sql.placeholder('search')})`;
    },
    parameters: { search: words },
  };
}

/** A day and time at or after (`from`), or at or before (`to`), an instant; both inclusive. */
export function within({
  day,
  time,
  bound,
  instant,
}: {
  day: string;
  time: string;
  bound: 'from' | 'to';
  instant: number;
}): Condition {
  const limit = toDayBound(instant);
  return {
    shape: `${day} ${bound}`,
    sql: (table) => {
      const [days, times] = [columnOf(table, day), sql`coalesce(${columnOf(table, time)}, '')`];
      const [dayLimit, timeLimit] = [steadyPlaceholder(`${bound}_day`), steadyPlaceholder(`${bound}_time`)];
      return bound === 'from'
        ? and(sql`${days} >= ${dayLimit}`, sql`(${days} > ${dayLimit} or ${times} >= ${timeLimit})`)
        : and(sql`${days} <= ${dayLimit}`, sql`(${days} < ${dayLimit} or ${times} <= ${timeLimit})`);
    },
    parameters: { [`${bound}_day`]: limit.day, [`${bound}_time`]: limit.time ?? '' },
  };
}
