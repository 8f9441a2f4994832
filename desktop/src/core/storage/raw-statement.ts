import { is, Param, Placeholder, type Query } from 'drizzle-orm';
import type { DeviceDatabase } from './open-database.ts';
import type { SqlValue } from './work-tables.ts';

/** A statement for what is done at every call. */
export interface RawStatement {
  run(parameters: Readonly<Record<string, SqlValue>>): void;
  /** The first row, its values in the order of the query. */
  first(parameters: Readonly<Record<string, SqlValue>>): SqlValue[] | undefined;
}

/**
 * Prepares what drizzle has built for SQLite itself. Drizzle's own prepared statements look at each parameter and each
 * column anew at each call, which costs more than what SQLite does for one row.
 */
export function rawStatement({ db: { $client: sqlite } }: DeviceDatabase, built: { toSQL(): Query }): RawStatement {
  const { sql, params } = built.toSQL();
  const statement = sqlite.prepare(sql);
  if (statement.reader) statement.raw();
  const bound = params.map((param) => {
    const value: unknown = is(param, Param) ? param.value : param;
    return is(value, Placeholder) ? { name: value.name } : { constant: value as SqlValue };
  });
  const bind = (parameters: Readonly<Record<string, SqlValue>>): SqlValue[] =>
    bound.map((each) => ('name' in each ? (parameters[each.name] ?? null) : each.constant));
  return {
    run(parameters) {
      statement.run(...bind(parameters));
    },
    // SQLite answers nothing but these for the types that the schema has.
    first: (parameters) => statement.get(...bind(parameters)) as SqlValue[] | undefined,
  };
}
