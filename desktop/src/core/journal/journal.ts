import type { TableName } from '@adiuva/shared-protocol';
import type { Clock } from '#core/clock.ts';
import type { Ids } from '#core/ids.ts';
import { workTables, type AllWorkRows, type DeviceDatabase, type StoredRow } from '#core/storage/index.ts';
import { isByHuman, type Actor, type JournalChange } from './change.ts';
import { deferReferences } from './deferred-references.ts';
import { createJournalRepository } from './journal-repository.ts';
import { beforeOf, createRecorder } from './recorder.ts';
import { createRowKeeper } from './row-keeper.ts';
import type { Scope } from './scope.ts';
import { createSwitchRepository, type JournalSwitch } from './switch-repository.ts';
import { createSwitcher, type SwitchOutcome } from './switcher.ts';

/**
 * The one door through which the six tables are written. Every write is recorded by column with its actor, in the
 * transaction that makes it.
 */
export interface Journal {
  /** `columns`: what the row has of its own; id, times, revision and origin are added here. */
  insert(write: { table: TableName; id: string; columns: StoredRow; actor: Actor }): void;
  /**
   * `joins`: the user goes on writing the same text. A change of theirs that is the row's last one, that began less than so
   * many milliseconds ago and that set the same columns, then takes this in: they are undone together.
   */
  update(write: { table: TableName; id: string; patch: StoredRow; actor: Actor; joins?: number | undefined }): void;
  /** Takes the row away, and with it what cannot be without it; what can stays and is detached. */
  remove(write: { table: TableName; id: string; actor: Actor }): void;
  /** Undoes or redoes, in one transaction with the rows that follow from it. @throws DeviceError `not_found`, `constraint` */
  switch(wish: { kind: 'undo' | 'redo'; scope: Scope }): SwitchOutcome;
  /** Runs that have changes which this would switch. @throws DeviceError `not_found`, `constraint` */
  runsOf(wish: { kind: 'undo' | 'redo'; scope: Scope }): string[];
  /** The undos, redos and repairs that were made, newest first. */
  switches(page: { offset: number; limit: number }): { items: (JournalSwitch & { changes: number })[]; total: number };
  /** Every change of one row, cascades too, oldest first. */
  changesOfRow(row: { table: TableName; id: string }): JournalChange[];
  /** A run's own changes, oldest first. */
  changesOfRun(run: { runId: string; offset?: number; limit?: number }): JournalChange[];
  countOfRun(runId: string): { all: number; active: number };
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
  const switches = createSwitchRepository(database);
  const keeper = createRowKeeper({ rows, repository, switches });
  const recorder = createRecorder({ database, rows, repository, clock, ids, onWrite });
  const switcher = createSwitcher({
    database,
    rows,
    repository,
    switches,
    keeper,
    recordCascade: recorder.cascadesOf({ kind: 'restore' }),
    clock,
    ids,
    onWrite,
  });

  /** The change that the user began `since` then, that is still the row's last, and that no undo or redo has touched. */
  function changeToJoin({
    table,
    id,
    patch,
    since,
  }: {
    table: TableName;
    id: string;
    patch: StoredRow;
    since: number;
  }): JournalChange | undefined {
    const last = repository.lastOfRow({ tableName: workTables[table].sqlName, rowId: id });
    const isOpen = last?.kind === 'update' && isByHuman(last) && last.actor === 'human' && last.active && last.at > since;
    if (!isOpen || switches.namesChange(last.id)) return undefined;
    return Object.keys(patch).every((column) => Object.hasOwn(last.after, column)) ? last : undefined;
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
        recorder.record({ row: { table: workTables[table], id }, kind: 'insert', after: named, before: {}, actor, at });
      });
    },
    update({ table, id, patch, actor, joins = 0 }) {
      database.write(() => {
        const stored = rows[table].stored(id);
        if (!stored) throw new Error(`an update of ${table} without its row`);
        const at = clock.now();
        const revision = Number(stored['revision']) + 1;
        const open = joins > 0 && actor.kind === 'human' ? changeToJoin({ table, id, patch, since: at - joins }) : undefined;
        if (open) {
          rows[table].update(id, { ...patch, revision });
          recorder.amend({ change: open, patch, revision, table });
          return;
        }
        rows[table].update(id, { ...patch, updated_at: at, revision });
        const before = beforeOf({ stored, patch });
        recorder.record({ row: { table: workTables[table], id }, kind: 'update', after: patch, before, actor, at });
      });
    },
    remove({ table, id, actor }) {
      database.write(() => {
        deferReferences(database);
        const row = { table: workTables[table], id };
        const stored = rows[table].stored(id);
        if (!stored) throw new Error(`a delete of ${table} without its row`);
        recorder.record({ row, kind: 'delete', after: {}, before: stored, actor, at: clock.now() });
        keeper.recompute({ rows: [row], recordCascade: recorder.cascadesOf(actor) });
      });
    },
    switch: (wish) => switcher.switch(wish),
    runsOf: (wish) => switcher.runsOf(wish),
    switches: (page) => switches.page(page),
    changesOfRun: (run) => repository.ofRun(run),
    countOfRun: (runId) => repository.countOfRun(runId),
    changesOfRow: ({ table, id }) => repository.ofRow({ tableName: workTables[table].sqlName, rowId: id }),
    lastSeq: () => repository.lastSeq(),
  };
}
