import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/**
 * Lines of the `--json` stream that came with an id, and what was answered: `npm start` sends a line again until it hears
 * its answer, and a line that was done is not done again.
 */
export const commandLines = sqliteTable(
  'command_lines',
  {
    id: text('id').primaryKey(),
    answer: text('answer').notNull(),
    at: integer('at').notNull(),
  },
  (table) => [index('command_lines_at').on(table.at)],
);
