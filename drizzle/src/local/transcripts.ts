import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/**
 * A conversation, named by this device; the backend knows it by the same id. `forgottenAt`: when the user last had a
 * backend forget it. `model`: the one that the user chose for it, `provider:model`; null: the backend's own choice.
 */
export const chatSessions = sqliteTable(
  'chat_sessions',
  {
    id: text('id').primaryKey(),
    title: text('title').notNull(),
    createdAt: integer('created_at').notNull(),
    lastActivityAt: integer('last_activity_at').notNull(),
    forgottenAt: integer('forgotten_at'),
    model: text('model'),
  },
  (table) => [index('chat_sessions_activity').on(table.lastActivityAt)],
);

/**
 * What the user said. `state`: held (it waits for the user's own word), queued (no backend has taken it), sent (on the wire, unanswered), accepted (a run is
 * bound to it), failed (refused for good; `failure` says why in a sentence). `frame` is the `chat_request` as sent.
 */
export const chatRequests = sqliteTable(
  'chat_requests',
  {
    requestId: text('request_id').primaryKey(),
    sessionId: text('session_id')
      .notNull()
      .references(() => chatSessions.id),
    position: integer('position').notNull(),
    text: text('text').notNull(),
    frame: text('frame').notNull(),
    state: text('state', { enum: ['held', 'queued', 'sent', 'accepted', 'failed'] }).notNull(),
    failure: text('failure'),
    runId: text('run_id'),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [
    uniqueIndex('chat_requests_position').on(table.sessionId, table.position),
    index('chat_requests_state').on(table.state),
  ],
);

/**
 * A file that the user gave along with a message; `requestId` is null until that is sent. Its bytes lie in the device's
 * folder under their `sha256`. `upload*`: as the backend knows it, which one (a grant's destination), and until when.
 */
export const chatAttachments = sqliteTable(
  'chat_attachments',
  {
    id: text('id').primaryKey(),
    requestId: text('request_id').references(() => chatRequests.requestId),
    ordinal: integer('ordinal').notNull().default(0),
    name: text('name').notNull(),
    contentType: text('content_type').notNull(),
    bytes: integer('bytes').notNull(),
    sha256: text('sha256').notNull(),
    createdAt: integer('created_at').notNull(),
    uploadId: text('upload_id'),
    uploadDestination: text('upload_destination'),
    uploadExpiresAt: integer('upload_expires_at'),
  },
  (table) => [
    index('chat_attachments_request').on(table.requestId, table.ordinal),
    index('chat_attachments_sha256').on(table.sha256),
  ],
);

/** A run as this device saw it. `status` is `running` until its `final`. `destination`: the backend that it was sent to. */
export const runs = sqliteTable(
  'runs',
  {
    runId: text('run_id').primaryKey(),
    requestId: text('request_id'),
    sessionId: text('session_id'),
    agentId: text('agent_id'),
    kind: text('kind').notNull(),
    model: text('model'),
    destination: text('destination'),
    status: text('status').notNull(),
    response: text('response'),
    code: text('code'),
    usage: text('usage'),
    lastSeq: integer('last_seq').notNull().default(0),
    startedAt: integer('started_at').notNull(),
    endedAt: integer('ended_at'),
    /** 1 once the answer was told on the `--json` stream. */
    announced: integer('announced').notNull().default(0),
  },
  (table) => [
    index('runs_started').on(table.startedAt),
    index('runs_status').on(table.status),
    index('runs_session').on(table.sessionId),
    // Both those that go on (null) and the newest of those that ended.
    index('runs_ended').on(table.endedAt),
  ],
);

/** A run's events as they were received, gapless from 1. */
export const runEvents = sqliteTable(
  'run_events',
  {
    runId: text('run_id').notNull(),
    seq: integer('seq').notNull(),
    type: text('type').notNull(),
    frame: text('frame').notNull(),
    at: integer('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.seq] })],
);
