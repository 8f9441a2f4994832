import { sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** The device's own facts and the user's choices, each a JSON value: `device_id`, `store_id`, and what Settings sets. */
export const settings = sqliteTable('settings', {
  key: text('key').primaryKey(),
  value: text('value').notNull(),
});
