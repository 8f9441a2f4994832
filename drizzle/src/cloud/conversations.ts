import { foreignKey, index, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { users, workspaces } from './accounts.ts';
import { bytea, instant } from './column-types.ts';

/** A conversation. Its id is the device's choice, so it is unique within a workspace only. */
export const sessions = pgTable(
  'sessions',
  {
    workspaceId: text('workspace_id')
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    id: text('id').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** The `seq` of the newest message; taken under the row's lock, so that messages count without gaps. */
    lastSeq: integer('last_seq').notNull().default(0),
    createdAt: instant('created_at').notNull(),
    lastActivityAt: instant('last_activity_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    index('sessions_activity').on(table.workspaceId, table.lastActivityAt),
  ],
);

/** A message of a session; `contentEnc` is JSON `{text}` under a workspace key. */
export const messages = pgTable(
  'messages',
  {
    id: text('id').primaryKey(),
    workspaceId: text('workspace_id').notNull(),
    sessionId: text('session_id').notNull(),
    seq: integer('seq').notNull(),
    role: text('role', { enum: ['user', 'assistant'] }).notNull(),
    runId: text('run_id'),
    contentEnc: bytea('content_enc').notNull(),
    keyId: text('key_id').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    uniqueIndex('messages_seq').on(table.workspaceId, table.sessionId, table.seq),
    index('messages_run').on(table.runId),
    foreignKey({ columns: [table.workspaceId, table.sessionId], foreignColumns: [sessions.workspaceId, sessions.id] }).onDelete(
      'cascade',
    ),
  ],
);
