import { sql, type SQL } from 'drizzle-orm';

/**
 * A value to bind in a condition. This SQLite is built with STAT4: where a plain `?` stands beside an indexed column, it
 * plans the statement anew with every value that is bound, which costs five times what the statement does. Behind a
 * unary plus the plan stays.
 */
export function steadyPlaceholder(name: string): SQL {
  return sql`+${sql.placeholder(name)}`;
}
