import { index, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { users, workspaces } from './accounts.ts';
import { bytea, instant } from './column-types.ts';
import { runs } from './runs.ts';

/**
 * A file that a user gives along with a message. `metaEnc` is JSON `{name, text?}`: `text` is what can be read of a document.
 * `contentEnc` is the file's bytes. Until a run uses it, it has `expiresAt`; then it goes with the content of
 * that run.
 */
export const attachments = pgTable(
  'attachments',
  {
    id: text('id').primaryKey(),
    workspaceId: text('workspace_id')
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    contentType: text('content_type').notNull(),
    bytes: integer('bytes').notNull(),
    metaEnc: bytea('meta_enc').notNull(),
    contentEnc: bytea('content_enc').notNull(),
    keyId: text('key_id').notNull(),
    runId: text('run_id').references(() => runs.id, { onDelete: 'cascade' }),
    /** Its place among the attachments of its run, from 0. */
    ordinal: integer('ordinal'),
    createdAt: instant('created_at').notNull(),
    /** Null once a run uses it. */
    expiresAt: instant('expires_at'),
  },
  (table) => [
    index('attachments_run').on(table.runId, table.ordinal),
    index('attachments_user').on(table.userId, table.expiresAt),
    index('attachments_expiry').on(table.expiresAt),
  ],
);
