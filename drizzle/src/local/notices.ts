import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/**
 * What runs asked the app to show, one row a call: a text, a screen (`screen`), or a row (`tableName`, `rowId`). `state`:
 * new (a window was told to go there and has not said that it did), open (listed until the user dismisses it), closed
 * (shown, or dismissed). `tainted` is 1 when its run had read text that nobody here wrote or approved.
 */
export const appNotices = sqliteTable(
  'app_notices',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    runId: text('run_id').notNull(),
    callId: text('call_id').notNull(),
    kind: text('kind', { enum: ['text', 'screen', 'row'] }).notNull(),
    text: text('text'),
    screen: text('screen'),
    tableName: text('table_name'),
    rowId: text('row_id'),
    tainted: integer('tainted').notNull().default(0),
    state: text('state', { enum: ['new', 'open', 'closed'] }).notNull(),
    at: integer('at').notNull(),
    closedAt: integer('closed_at'),
  },
  (table) => [
    index('app_notices_run').on(table.runId),
    index('app_notices_at').on(table.at),
    index('app_notices_unclosed')
      .on(table.id)
      .where(sql`state <> 'closed'`),
  ],
);
