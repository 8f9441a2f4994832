import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/**
 * One write of one row, by field. `after` is JSON `{column: value}` of what it set; `before` what stood there then,
 * for showing. A delete has an empty `after`. A field's value is its last active change; a row is there when its last
 * active insert or delete is an insert. `causeId` names the change whose cascade this one is.
 */
export const journalChanges = sqliteTable(
  'journal_changes',
  {
    seq: integer('seq').primaryKey({ autoIncrement: true }),
    id: text('id').notNull().unique(),
    tableName: text('table_name').notNull(),
    rowId: text('row_id').notNull(),
    kind: text('kind', { enum: ['insert', 'update', 'delete'] }).notNull(),
    after: text('after').notNull(),
    before: text('before').notNull(),
    actor: text('actor', { enum: ['human', 'run', 'import', 'restore'] }).notNull(),
    runId: text('run_id'),
    agentId: text('agent_id'),
    callId: text('call_id'),
    causeId: text('cause_id'),
    active: integer('active').notNull().default(1),
    at: integer('at').notNull(),
  },
  (table) => [
    index('journal_changes_row').on(table.tableName, table.rowId, table.seq),
    index('journal_changes_run').on(table.runId, table.seq),
    // Few changes have a cause: the others shall not pay for an entry.
    index('journal_changes_cause')
      .on(table.causeId)
      .where(sql`cause_id is not null`),
    index('journal_changes_at').on(table.at),
  ],
);

/** One undo or redo: what the owner asked for, and when. */
export const journalSwitches = sqliteTable('journal_switches', {
  seq: integer('seq').primaryKey({ autoIncrement: true }),
  id: text('id').notNull().unique(),
  kind: text('kind', { enum: ['undo', 'redo'] }).notNull(),
  scope: text('scope').notNull(),
  scopeId: text('scope_id'),
  at: integer('at').notNull(),
});

/** The changes that one undo or redo switched off or on. */
export const journalSwitchChanges = sqliteTable(
  'journal_switch_changes',
  {
    switchId: text('switch_id').notNull(),
    changeId: text('change_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.switchId, table.changeId] }),
    index('journal_switch_changes_change').on(table.changeId),
  ],
);
