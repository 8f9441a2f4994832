import type { TableName } from '@adiuva/shared-protocol';
import type { Clock } from '#core/clock.ts';
import { DeviceError } from '#core/device-error.ts';
import type { Ids } from '#core/ids.ts';
import type { AllWorkRows, DeviceDatabase } from '#core/storage/index.ts';
import type { JournalChange } from './change.ts';
import { conflictsOf, type FieldConflict } from './conflicts.ts';
import { deferReferences } from './deferred-references.ts';
import type { JournalRepository } from './journal-repository.ts';
import { reasonOfAbsence, reasonToKeep, type KeptRow } from './kept-rows.ts';
import { lastLabel } from './last-label.ts';
import { rowOf, type RecordCascade, type RowKeeper, type RowName } from './row-keeper.ts';
import { scopeId, type Scope } from './scope.ts';
import type { SwitchRepository } from './switch-repository.ts';

/** What an undo or redo did. Nothing of it is silent: what it left is named. */
export interface SwitchOutcome {
  /** How many changes it switched, cascades left out. */
  changes: number;
  /** Rows that it left as they are. */
  kept: KeptRow[];
  /** Fields that keep a later value. */
  conflicts: FieldConflict[];
  /** Its own name in the journal, to take it back by; undefined when it switched nothing. */
  switchId: string | undefined;
}

/** Switches changes off and on, and brings the rows to what follows, in one transaction. */
export interface Switcher {
  /** @throws DeviceError `not_found`, `constraint` */
  switch(wish: { kind: 'undo' | 'redo'; scope: Scope }): SwitchOutcome;
  /** Runs that have changes which this would switch. @throws DeviceError `not_found`, `constraint` */
  runsOf(wish: { kind: 'undo' | 'redo'; scope: Scope }): string[];
}

const keyOf = (change: JournalChange): string => `${change.tableName} ${change.rowId}`;

export function createSwitcher({
  database,
  rows,
  repository,
  switches,
  keeper,
  recordCascade,
  clock,
  ids,
  onWrite,
}: {
  database: DeviceDatabase;
  rows: AllWorkRows;
  repository: JournalRepository;
  switches: SwitchRepository;
  keeper: RowKeeper;
  recordCascade: RecordCascade;
  clock: Clock;
  ids: Ids;
  onWrite: (table: TableName) => void;
}): Switcher {
  /** The change of a scope that names one. A cascade lives and dies with its cause. */
  function single(changeId: string): JournalChange {
    const change = repository.get(changeId);
    if (!change) throw new DeviceError('not_found', 'There is no such change on this device.');
    const cause = change.causeId === null ? undefined : repository.get(change.causeId);
    if (!cause) return change;
    const { table, id } = rowOf(cause);
    const label = lastLabel({ changes: repository.ofRow(cause), table }) ?? id;
    throw new DeviceError('constraint', `This followed from a change of “${label}”. Undo or redo that one instead.`);
  }

  /** The changes that a scope names, oldest first, each once. */
  function foundBy(scope: Exclude<Scope, { by: 'switch' }>): JournalChange[] {
    switch (scope.by) {
      case 'change':
        return [single(scope.changeId)];
      case 'changes':
        return [...new Set(scope.changeIds)].map(single).sort((a, b) => a.seq - b.seq);
      default:
        return repository.ofScope(scope);
    }
  }

  /** What a wish is about, and whether it is to be active. */
  function chosenBy({ kind, scope }: { kind: 'undo' | 'redo'; scope: Scope }): { chosen: JournalChange[]; active: boolean } {
    if (scope.by !== 'switch') {
      const active = kind === 'redo';
      return { active, chosen: foundBy(scope).filter((change) => change.active !== active) };
    }
    const past = switches.get(scope.switchId);
    if (!past) throw new DeviceError('not_found', 'There is no such undo or redo on this device.');
    // Taking back an undo is a redo of what it undid.
    const active = (past.kind === 'undo') === (kind === 'undo');
    return { active, chosen: switches.changesOf(past.id).filter((change) => change.active !== active) };
  }

  function perform({ kind, scope }: { kind: 'undo' | 'redo'; scope: Scope }): SwitchOutcome {
    const { chosen, active } = chosenBy({ kind, scope });
    const switchId = ids.next();
    const kept: KeptRow[] = [];
    const done: JournalChange[] = [];
    const switched = new Set<string>();
    const shown = new Map<string, RowName>();
    const tables = new Set<TableName>();

    /** Switches these changes with all that hangs on them, and brings their rows to what follows. */
    function switchAll(changes: readonly JournalChange[]): void {
      const touched = new Map<string, RowName>();
      function switchOne(change: JournalChange, on: boolean): void {
        switches.switchChange({ switchId, changeId: change.id, active: on });
        const isNew = !touched.has(keyOf(change));
        touched.set(keyOf(change), rowOf(change));
        // Cascades were right for how things were: those of this change, and those that this row suffered. Where they
        // still are, they are written anew.
        const suffered = isNew ? repository.ofRow(change).filter((each) => each.causeId !== null) : [];
        for (const each of suffered) if (each.active) switchOne(each, false);
        for (const each of repository.causedBy(change.id)) {
          switched.add(each.id);
          shown.set(keyOf(each), rowOf(each));
          if (each.active) switchOne(each, false);
        }
      }
      for (const change of changes) {
        switched.add(change.id);
        shown.set(keyOf(change), rowOf(change));
        done.push(change);
        switchOne(change, active);
      }
      keeper.recompute({ rows: [...touched.values()], recordCascade });
      for (const row of touched.values()) tables.add(row.table.name);
    }

    const isRemoval = (change: JournalChange): boolean => change.kind === (active ? 'delete' : 'insert');
    switchAll(chosen.filter((change) => !isRemoval(change)));
    // What takes rows away comes last and one by one: by then it shows what would go with them.
    const removals = chosen.filter(isRemoval);
    for (const removal of active ? removals : removals.toReversed()) {
      const reason = reasonToKeep({ removal, rows, repository });
      if (reason) kept.push(reason);
      else switchAll([removal]);
    }
    if (done.length === 0) return { changes: 0, kept, conflicts: [], switchId: undefined };

    switches.add({ id: switchId, kind: active ? 'redo' : 'undo', scope: scope.by, scopeId: scopeId(scope), at: clock.now() });
    for (const table of tables) database.afterCommit(() => onWrite(table));
    const removed = new Set(done.filter(isRemoval).map(keyOf));
    for (const [key, row] of new Map(done.map((change) => [keyOf(change), rowOf(change)])))
      if (!removed.has(key) && !rows[row.table.name].exists(row.id)) kept.push(reasonOfAbsence({ row, repository }));
    const conflicts = [...shown.values()].flatMap((row) => conflictsOf({ row, active, switched, rows, repository }));
    return { changes: done.length, kept, conflicts, switchId };
  }

  return {
    switch: (wish) =>
      database.write(() => {
        deferReferences(database);
        return perform(wish);
      }),
    runsOf(wish) {
      const runs = chosenBy(wish).chosen.flatMap(({ runId }) => (runId === null ? [] : [runId]));
      return [...new Set(runs)];
    },
  };
}
