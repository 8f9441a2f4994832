import { sql } from 'drizzle-orm';
import { check, doublePrecision, foreignKey, index, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { users, workspaces } from './accounts.ts';
import { bytea, instant, tally } from './column-types.ts';

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
    /** Sums over the session's messages and model calls; each grows in the transaction of what it counts. */
    messageCount: integer('message_count').notNull().default(0),
    inputTokens: tally('input_tokens'),
    outputTokens: tally('output_tokens'),
    cachedInputTokens: tally('cached_input_tokens'),
    reasoningTokens: tally('reasoning_tokens'),
    costUsd: doublePrecision('cost_usd').notNull().default(0),
    /** Where each open run stands: encrypted JSON of a versioned schema, written with the step that it describes. */
    stateSnapshot: bytea('state_snapshot'),
    /** Of the snapshot. */
    keyId: text('key_id'),
    createdAt: instant('created_at').notNull(),
    lastActivityAt: instant('last_activity_at').notNull(),
    /** The content up to here is gone: retention took it. */
    contentGoneSeq: integer('content_gone_seq').notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    index('sessions_activity').on(table.workspaceId, table.lastActivityAt),
  ],
);

/**
 * A message of a session; `contentEnc` is JSON `{text}` under a workspace key, null once retention took it. Each message
 * but the first refers to the one before it: a gap cannot be written.
 */
export const messages = pgTable(
  'messages',
  {
    id: text('id').primaryKey(),
    workspaceId: text('workspace_id').notNull(),
    sessionId: text('session_id').notNull(),
    seq: integer('seq').notNull(),
    role: text('role', { enum: ['user', 'assistant'] }).notNull(),
    runId: text('run_id'),
    previousSeq: integer('previous_seq').generatedAlwaysAs(sql`nullif(seq - 1, 0)`),
    contentEnc: bytea('content_enc'),
    keyId: text('key_id'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    uniqueIndex('messages_seq').on(table.workspaceId, table.sessionId, table.seq),
    index('messages_run').on(table.runId),
    check('messages_seq_from_one', sql`${table.seq} >= 1`),
    foreignKey({
      name: 'messages_without_gaps',
      columns: [table.workspaceId, table.sessionId, table.previousSeq],
      foreignColumns: [table.workspaceId, table.sessionId, table.seq],
    }),
    foreignKey({ columns: [table.workspaceId, table.sessionId], foreignColumns: [sessions.workspaceId, sessions.id] }).onDelete(
      'cascade',
    ),
  ],
);
