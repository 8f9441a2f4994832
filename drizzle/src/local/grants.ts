import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/**
 * What the owner asked of a backend, stored before it is asked. `run_started` with an open `requestId` binds `runId`,
 * once. What was used of it stands in the ledger; the counters here are what older releases counted before there was
 * one. `tainted` is 1 once the run read text that nobody here wrote or approved.
 */
export const grants = sqliteTable(
  'grants',
  {
    requestId: text('request_id').primaryKey(),
    kind: text('kind', { enum: ['chat', 'agent', 'journey'] }).notNull(),
    scope: text('scope').notNull(),
    limits: text('limits').notNull(),
    state: text('state', { enum: ['open', 'bound', 'closed'] }).notNull(),
    runId: text('run_id').unique(),
    storeId: text('store_id').notNull(),
    createdAt: integer('created_at').notNull(),
    firstSentAt: integer('first_sent_at'),
    expiresAt: integer('expires_at'),
    boundAt: integer('bound_at'),
    closedAt: integer('closed_at'),
    closeReason: text('close_reason', { enum: ['final', 'cancelled', 'idle', 'expired', 'undone', 'reset', 'refused'] }),
    calls: integer('calls').notNull().default(0),
    rowsRead: integer('rows_read').notNull().default(0),
    bytesRead: integer('bytes_read').notNull().default(0),
    inserts: integer('inserts').notNull().default(0),
    updates: integer('updates').notNull().default(0),
    tainted: integer('tainted').notNull().default(0),
  },
  (table) => [index('grants_state').on(table.state)],
);

/**
 * The answer of a write, by its call: a repeated call gets it again. Purged when the grant closes. WITHOUT ROWID (by
 * migration 0003, which the schema cannot say).
 */
export const executedCalls = sqliteTable(
  'executed_calls',
  {
    callId: text('call_id').primaryKey(),
    runId: text('run_id').notNull(),
    payloadSha256: text('payload_sha256').notNull(),
    result: text('result').notNull(),
    at: integer('at').notNull(),
  },
  (table) => [index('executed_calls_run').on(table.runId)],
);
