import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/**
 * What was answered to a run, one row an answer, never changed: what of the user's work left the device. `rowIds` is a
 * JSON list of the rows that the answer carried, `revisions` of their revisions as it told them, `clients` JSON `{client_id: rows}` of those that belong to a client.
 * `withheld` counts rows that the user's rules left out, `replaced` values that left as pseudonyms. `counted` is 0 for
 * a repeat, which uses nothing of the grant. `journalSeq` is the journal's last entry when it was answered.
 * `destination` and `model` are set where no run tells them: what left for an embedding.
 */
export const ledger = sqliteTable(
  'ledger',
  {
    seq: integer('seq').primaryKey(),
    runId: text('run_id').notNull(),
    callId: text('call_id').notNull(),
    action: text('action').notNull(),
    tableName: text('table_name'),
    rowIds: text('row_ids').notNull(),
    revisions: text('revisions'),
    rowCount: integer('row_count').notNull(),
    bytes: integer('bytes').notNull(),
    clients: text('clients'),
    withheld: integer('withheld').notNull().default(0),
    replaced: integer('replaced').notNull().default(0),
    counted: integer('counted').notNull().default(1),
    payloadSha256: text('payload_sha256').notNull(),
    journalSeq: integer('journal_seq').notNull(),
    at: integer('at').notNull(),
    destination: text('destination'),
    model: text('model'),
  },
  (table) => [index('ledger_run').on(table.runId, table.seq), index('ledger_table').on(table.tableName, table.seq)],
);

/** The ledger's entries by the clients whose rows they carried; made from the ledger, as far as it was counted. */
export const ledgerClients = sqliteTable(
  'ledger_clients',
  {
    clientId: text('client_id').notNull(),
    seq: integer('seq').notNull(),
    rows: integer('rows').notNull(),
  },
  (table) => [primaryKey({ columns: [table.clientId, table.seq] })],
);

/**
 * Sums of the ledger by the hour (hours since the epoch, UTC) and by table, client, destination or run; made from the
 * ledger, as far as it was counted. `key` is empty where an entry has no such thing.
 */
export const ledgerTotals = sqliteTable(
  'ledger_totals',
  {
    hour: integer('hour').notNull(),
    kind: text('kind', { enum: ['table', 'client', 'destination', 'run'] }).notNull(),
    key: text('key').notNull(),
    reads: integer('reads').notNull(),
    rows: integer('rows').notNull(),
    bytes: integer('bytes').notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.hour, table.key] })],
);

/**
 * What waits, or waited, for the user's word. `kind`: a call of a device action (`approvalId` is its id), a tool that
 * the backend runs itself, or a message of the user's that names a client whose rows do not leave. `call` is the frame
 * as it came, `edited` the data that the user put in its place; `baseRevision` is the row as it was shown.
 */
export const approvals = sqliteTable(
  'approvals',
  {
    seq: integer('seq').primaryKey({ autoIncrement: true }),
    approvalId: text('approval_id').notNull(),
    kind: text('kind', { enum: ['device', 'backend', 'message'] }).notNull(),
    runId: text('run_id'),
    action: text('action').notNull(),
    tableName: text('table_name'),
    rowId: text('row_id'),
    payloadSha256: text('payload_sha256').notNull(),
    call: text('call').notNull(),
    edited: text('edited'),
    why: text('why').notNull(),
    summary: text('summary').notNull(),
    shown: text('shown').notNull(),
    baseRevision: integer('base_revision'),
    version: integer('version').notNull().default(1),
    state: text('state', { enum: ['pending', 'approved', 'executed', 'rejected', 'expired', 'closed'] }).notNull(),
    reason: text('reason'),
    createdAt: integer('created_at').notNull(),
    decidedAt: integer('decided_at'),
    answeredAt: integer('answered_at'),
    expiresAt: integer('expires_at').notNull(),
  },
  (table) => [
    index('approvals_id').on(table.approvalId),
    index('approvals_run').on(table.runId),
    index('approvals_pending')
      .on(table.expiresAt)
      .where(sql`state = 'pending'`),
  ],
);

/** What the user should know of, calmly: equal ones are one row with a count. */
export const warnings = sqliteTable(
  'warnings',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    kind: text('kind', { enum: ['refused', 'conflict', 'storage'] }).notNull(),
    /** What makes two of them equal. */
    topic: text('topic').notNull(),
    runId: text('run_id'),
    code: text('code'),
    action: text('action'),
    tableName: text('table_name'),
    rowId: text('row_id'),
    sentence: text('sentence').notNull(),
    count: integer('count').notNull().default(1),
    firstAt: integer('first_at').notNull(),
    lastAt: integer('last_at').notNull(),
    dismissedAt: integer('dismissed_at'),
  },
  (table) => [uniqueIndex('warnings_topic').on(table.topic)],
);

/** What the user set for a client: its rows never leave, leave for a local model only, or leave as pseudonyms. */
export const clientRules = sqliteTable('client_rules', {
  clientId: text('client_id').primaryKey(),
  rule: text('rule', { enum: ['never', 'local', 'pseudonyms'] }).notNull(),
  setAt: integer('set_at').notNull(),
});

/** What a value is called outside of this device, for good. */
export const pseudonyms = sqliteTable(
  'pseudonyms',
  {
    token: text('token').notNull(),
    kind: text('kind', { enum: ['name', 'email', 'phone', 'address', 'amount'] }).notNull(),
    value: text('value').notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.token] }), uniqueIndex('pseudonyms_value').on(table.kind, table.value)],
);
