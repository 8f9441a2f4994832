import { sql } from 'drizzle-orm';
import {
  boolean,
  doublePrecision,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { users, workspaces } from './accounts.ts';
import { bytea, instant } from './column-types.ts';
import { sessions } from './conversations.ts';

/**
 * One execution of a model for one request of one device. `leaseEpoch` grows with every worker that takes the run;
 * a commit under an older epoch changes nothing.
 */
export const runs = pgTable(
  'runs',
  {
    id: text('id').primaryKey(),
    workspaceId: text('workspace_id')
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    sessionId: text('session_id').notNull(),
    deviceId: text('device_id').notNull(),
    storeId: text('store_id').notNull(),
    requestId: text('request_id').notNull(),
    kind: text('kind', { enum: ['chat', 'agent', 'journey'] }).notNull(),
    status: text('status', {
      enum: ['queued', 'running', 'waiting', 'success', 'partial', 'error', 'cancelled', 'limit'],
    }).notNull(),
    code: text('code'),
    model: text('model').notNull(),
    timezone: text('timezone').notNull(),
    locale: text('locale'),
    projectId: text('project_id'),
    /** What a model said that the message is about; null: none was asked, and the message's words tell. */
    intent: text('intent'),
    cancelRequestedAt: instant('cancel_requested_at'),
    /** Its session's `last_seq` when it was opened: runs of a session are answered in this order. */
    openedSeq: integer('opened_seq').notNull().default(0),
    leaseOwner: text('lease_owner'),
    leaseEpoch: integer('lease_epoch').notNull().default(0),
    /** Grows while its worker lives. Whoever sees it stand still for long may take the run; no clock is compared. */
    leaseBeat: integer('lease_beat').notNull().default(0),
    /** Tries of the step that is worked on: grows as the run is taken, and is 0 again when a step is done. */
    attempt: integer('attempt').notNull().default(0),
    /** How long workers have worked on it, without waits, in milliseconds. */
    workedMs: integer('worked_ms').notNull().default(0),
    /** The newest step whose wait for approvals was announced to the device. */
    waitingStep: integer('waiting_step'),
    /** The `seq` of the newest event; taken under the row's lock. */
    lastEventSeq: integer('last_event_seq').notNull().default(0),
    ackedSeq: integer('acked_seq').notNull().default(0),
    inputTokens: integer('input_tokens').notNull().default(0),
    outputTokens: integer('output_tokens').notNull().default(0),
    cachedInputTokens: integer('cached_input_tokens').notNull().default(0),
    reasoningTokens: integer('reasoning_tokens').notNull().default(0),
    costUsd: doublePrecision('cost_usd').notNull().default(0),
    createdAt: instant('created_at').notNull(),
    endedAt: instant('ended_at'),
  },
  (table) => [
    uniqueIndex('runs_request').on(table.userId, table.deviceId, table.requestId),
    index('runs_status').on(table.status),
    index('runs_device').on(table.userId, table.deviceId, table.status),
    index('runs_session').on(table.workspaceId, table.sessionId, table.createdAt),
    // At most one run of a session is worked on at a time.
    uniqueIndex('runs_one_at_work')
      .on(table.workspaceId, table.sessionId)
      .where(sql`${table.status} = 'running'`),
    index('runs_open')
      .on(table.workspaceId, table.kind)
      .where(sql`${table.endedAt} is null`),
    foreignKey({ columns: [table.workspaceId, table.sessionId], foreignColumns: [sessions.workspaceId, sessions.id] }).onDelete(
      'cascade',
    ),
  ],
);

/** One model call and its answer (text and tool calls), stored before any of its calls is sent. `contentEnc` is JSON. */
export const runSteps = pgTable(
  'run_steps',
  {
    runId: text('run_id')
      .notNull()
      .references(() => runs.id, { onDelete: 'cascade' }),
    step: integer('step').notNull(),
    /** Which try of this step it was that came to an answer. */
    attempt: integer('attempt').notNull(),
    contentEnc: bytea('content_enc').notNull(),
    keyId: text('key_id').notNull(),
    inputTokens: integer('input_tokens').notNull().default(0),
    outputTokens: integer('output_tokens').notNull().default(0),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.step] })],
);

/** The result of one tool call of a step, as the model reads it. */
export const runToolResults = pgTable(
  'run_tool_results',
  {
    runId: text('run_id')
      .notNull()
      .references(() => runs.id, { onDelete: 'cascade' }),
    step: integer('step').notNull(),
    ordinal: integer('ordinal').notNull(),
    outcome: text('outcome', { enum: ['ok', 'error', 'refused', 'interrupted'] }).notNull(),
    contentEnc: bytea('content_enc').notNull(),
    keyId: text('key_id').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.step, table.ordinal] })],
);

/**
 * One `tool_call` to the device: stored before it is sent, its result stored when it arrives. `id` is made from run,
 * step, tool call and ordinal, so a run taken over asks with the same ids. `waiting`: the device asks its owner first; the
 * stored frame is sent again, as it was, when they may have decided.
 */
export const runDeviceCalls = pgTable(
  'run_device_calls',
  {
    id: text('id').primaryKey(),
    runId: text('run_id')
      .notNull()
      .references(() => runs.id, { onDelete: 'cascade' }),
    action: text('action').notNull(),
    state: text('state', { enum: ['pending', 'waiting', 'answered', 'timed_out'] }).notNull(),
    frameEnc: bytea('frame_enc').notNull(),
    resultEnc: bytea('result_enc'),
    keyId: text('key_id').notNull(),
    createdAt: instant('created_at').notNull(),
    answeredAt: instant('answered_at'),
  },
  (table) => [index('run_device_calls_run').on(table.runId)],
);

/** A run's events in order, stored before they are sent, kept until acknowledged or 30 days. */
export const runEvents = pgTable(
  'run_events',
  {
    runId: text('run_id')
      .notNull()
      .references(() => runs.id, { onDelete: 'cascade' }),
    seq: integer('seq').notNull(),
    type: text('type').notNull(),
    contentEnc: bytea('content_enc').notNull(),
    keyId: text('key_id').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.seq] })],
);

/**
 * A call of a tool that the backend itself runs, and that its user is asked about first. `contentEnc` is JSON `{input,
 * reason}`, `decisionEnc` JSON `{input?, reason?}`. `isExecuting` is stored before the tool runs: what is found so after a
 * crash may have been done, and is not done again.
 */
export const approvals = pgTable(
  'approvals',
  {
    id: text('id').primaryKey(),
    runId: text('run_id')
      .notNull()
      .references(() => runs.id, { onDelete: 'cascade' }),
    step: integer('step').notNull(),
    ordinal: integer('ordinal').notNull(),
    tool: text('tool').notNull(),
    status: text('status', {
      enum: ['PENDING_APPROVAL', 'APPROVED', 'EXECUTED', 'REJECTED', 'EXPIRED'],
    }).notNull(),
    isExecuting: boolean('is_executing').notNull().default(false),
    contentEnc: bytea('content_enc').notNull(),
    decisionEnc: bytea('decision_enc'),
    keyId: text('key_id').notNull(),
    requestedAt: instant('requested_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    decidedAt: instant('decided_at'),
    /** Who decided: the device that asked, or its user over HTTP. */
    decidedBy: text('decided_by', { enum: ['device', 'user'] }),
  },
  (table) => [
    uniqueIndex('approvals_call').on(table.runId, table.step, table.ordinal),
    index('approvals_expiry')
      .on(table.expiresAt)
      .where(sql`${table.status} = 'PENDING_APPROVAL'`),
  ],
);
