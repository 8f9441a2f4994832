import type { TableName } from '@adiuva/shared-protocol';
import { sql } from 'drizzle-orm';
import type { Clock } from '#core/clock.ts';
import type { Ids } from '#core/ids.ts';
import { workTables, type AllWorkRows, type DeviceDatabase, type StoredRow } from '#core/storage/index.ts';
import type { Actor, JournalChange } from './change.ts';
import { createJournalRepository } from './journal-repository.ts';
import { reasonToKeep, type KeptRow } from './kept-rows.ts';
import { createRowKeeper, rowOf, type RecordCascade, type RowName } from './row-keeper.ts';

/** What an undo or redo did: how many changes it switched, and the rows that it left. */
export interface SwitchOutcome {
  changes: number;
  kept: KeptRow[];
}

/**
 * The one door through which the six tables are written. Every write is recorded by column with its actor, in the
 * transaction that makes it.
 */
export interface Journal {
  /** `columns`: what the row has of its own; id, times, revision and origin are added here. */
  insert(write: { table: TableName; id: string; columns: StoredRow; actor: Actor }): void;
  update(write: { table: TableName; id: string; patch: StoredRow; actor: Actor }): void;
  /** Takes the row away, and with it what cannot be without it; what can stays and is detached. */
  remove(write: { table: TableName; id: string; actor: Actor }): void;
  /** Switches a run's changes off, in one transaction with the rows that follow from it. */
  undo(runId: string): SwitchOutcome;
  redo(runId: string): SwitchOutcome;
  /** A run's own changes, oldest first. */
  changesOfRun(run: { runId: string; offset?: number; limit?: number }): JournalChange[];
  countOfRun(runId: string): { all: number; active: number };
  /** Every change of one row, oldest first. */
  changesOfRow(row: { table: TableName; id: string }): JournalChange[];
  /** The number of the newest change; 0 before the first. */
  lastSeq(): number;
}

export function createJournal({
  database,
  rows,
  clock,
  ids,
  onWrite,
}: {
  database: DeviceDatabase;
  rows: AllWorkRows;
  clock: Clock;
  ids: Ids;
  /** Told, after the commit, of every table that was written. */
  onWrite: (table: TableName) => void;
}): Journal {
  const repository = createJournalRepository(database);

  function record({
    row: { table, id },
    actor,
    causeId = null,
    ...change
  }: {
    row: RowName;
    kind: JournalChange['kind'];
    after: StoredRow;
    before: StoredRow;
    actor: Actor | { kind: 'restore' };
    causeId?: string | null;
    at: number;
  }): string {
    const changeId = ids.next();
    const [runId, callId] = actor.kind === 'run' ? [actor.runId, actor.callId] : [null, null];
    repository.add({ ...change, id: changeId, tableName: table.sqlName, rowId: id, actor: actor.kind, runId, callId, causeId });
    database.afterCommit(() => onWrite(table.name));
    return changeId;
  }

  /** Records cascades as made by, or for, this actor. */
  function cascadesOf(actor: Actor | { kind: 'restore' }): RecordCascade {
    return ({ row, patch, causeId }) => {
      const stored = rows[row.table.name].stored(row.id) ?? {};
      const at = clock.now();
      if (patch) record({ row, kind: 'update', after: patch, before: beforeOf({ stored, patch }), actor, causeId, at });
      else record({ row, kind: 'delete', after: {}, before: stored, actor, causeId, at });
    };
  }

  const keeper = createRowKeeper({ rows, repository });

  function inTransaction<Result>(work: () => Result): Result {
    return database.write(() => {
      // A cascade is whole at the end of the transaction, not at every statement.
      database.db.run(sql`pragma defer_foreign_keys = on`);
      return work();
    });
  }

  function switchRun({ runId, kind }: { runId: string; kind: 'undo' | 'redo' }): SwitchOutcome {
    return inTransaction(() => {
      const active = kind === 'redo';
      const kept: KeptRow[] = [];
      const chosen = repository
        .ofRun({ runId })
        .filter((change) => change.active !== active)
        .filter((change) => {
          const reason = active || change.kind !== 'insert' ? undefined : reasonToKeep({ insert: change, rows, repository });
          if (reason) kept.push(reason);
          return !reason;
        });
      if (chosen.length === 0) return { changes: 0, kept };
      const switchId = ids.next();
      repository.addSwitch({ id: switchId, kind, scope: 'run', scopeId: runId, at: clock.now() });
      const touched = new Map<string, RowName>();
      function switchOne(change: JournalChange, on: boolean): void {
        repository.switchChange({ switchId, changeId: change.id, active: on });
        const isNew = !touched.has(`${change.tableName} ${change.rowId}`);
        touched.set(`${change.tableName} ${change.rowId}`, rowOf(change));
        // Cascades were right for how things were: those of this change, and those that this row suffered. Where they
        // still are, they are written anew.
        const suffered = isNew ? repository.ofRow(change).filter((each) => each.causeId !== null) : [];
        for (const each of [...repository.causedBy(change.id), ...suffered]) if (each.active) switchOne(each, false);
      }
      for (const change of chosen) switchOne(change, active);
      keeper.recompute({ rows: [...touched.values()], recordCascade: cascadesOf({ kind: 'restore' }) });
      const tables = new Set([...touched.values()].map((row) => row.table.name));
      database.afterCommit(() => {
        for (const table of tables) onWrite(table);
      });
      return { changes: chosen.length, kept };
    });
  }

  return {
    insert({ table, id, columns, actor }) {
      database.write(() => {
        const at = clock.now();
        const own: StoredRow = {
          ...columns,
          id,
          created_at: at,
          updated_at: at,
          revision: 1,
          origin: actor.kind,
          external_id: columns['external_id'] ?? null,
        };
        rows[table].insert(own);
        const { revision: _revision, updated_at: _updated, ...after } = rows[table].stored(id) ?? own;
        const named = Object.fromEntries(Object.entries(after).filter(([, value]) => value !== null));
        record({ row: { table: workTables[table], id }, kind: 'insert', after: named, before: {}, actor, at });
      });
    },
    update({ table, id, patch, actor }) {
      database.write(() => {
        const stored = rows[table].stored(id);
        if (!stored) throw new Error(`an update of ${table} without its row`);
        const at = clock.now();
        rows[table].update(id, { ...patch, updated_at: at, revision: Number(stored['revision']) + 1 });
        const before = beforeOf({ stored, patch });
        record({ row: { table: workTables[table], id }, kind: 'update', after: patch, before, actor, at });
      });
    },
    remove({ table, id, actor }) {
      inTransaction(() => {
        const row = { table: workTables[table], id };
        const stored = rows[table].stored(id);
        if (!stored) throw new Error(`a delete of ${table} without its row`);
        record({ row, kind: 'delete', after: {}, before: stored, actor, at: clock.now() });
        keeper.recompute({ rows: [row], recordCascade: cascadesOf(actor) });
      });
    },
    undo: (runId) => switchRun({ runId, kind: 'undo' }),
    redo: (runId) => switchRun({ runId, kind: 'redo' }),
    changesOfRun: (run) => repository.ofRun(run),
    countOfRun: (runId) => repository.countOfRun(runId),
    changesOfRow: ({ table, id }) => repository.ofRow({ tableName: workTables[table].sqlName, rowId: id }),
    lastSeq: () => repository.lastSeq(),
  };
}

/** What stood in the columns that a patch sets, and when the row was last written. */
function beforeOf({ stored, patch }: { stored: StoredRow; patch: StoredRow }): StoredRow {
  const before: StoredRow = { updated_at: stored['updated_at'] ?? null };
  for (const name of Object.keys(patch)) before[name] = stored[name] ?? null;
  return before;
}
