import type { Clock } from '#core/clock.ts';
import type { Ids } from '#core/ids.ts';
import type { AllWorkRows, DeviceDatabase, StoredRow } from '#core/storage/index.ts';
import type { JournalChange } from './change.ts';
import { deferReferences } from './deferred-references.ts';
import type { JournalRepository } from './journal-repository.ts';
import type { Recorder } from './recorder.ts';
import { compareRow } from './row-check.ts';
import type { RowKeeper, RowName } from './row-keeper.ts';
import type { SwitchRepository } from './switch-repository.ts';

/**
 * Brings rows to what the journal says. What stood in them instead is first written into the journal, as a change that is
 * switched off: nothing that somebody wrote outside of the app is lost, and taking the repair back, like any undo, puts it
 * back. References to rows that are not there are cut by an entry of their own.
 * @returns the repair's name in the journal; undefined when every row is as it should be
 */
export function repairRows({
  names,
  database,
  rows,
  repository,
  switches,
  keeper,
  recorder,
  clock,
  ids,
}: {
  names: readonly RowName[];
  database: DeviceDatabase;
  rows: AllWorkRows;
  repository: JournalRepository;
  switches: SwitchRepository;
  keeper: RowKeeper;
  recorder: Recorder;
  clock: Clock;
  ids: Ids;
}): string | undefined {
  if (names.length === 0) return undefined;
  return database.write(() => {
    deferReferences(database);
    const switchId = ids.next();
    const at = clock.now();
    for (const row of names) {
      const found = foundInstead(compareRow({ row, rows, repository }));
      if (!found) continue;
      const changeId = recorder.record({ ...found, row, actor: { kind: 'import' }, active: false, at });
      switches.switchChange({ switchId, changeId, active: false });
    }
    keeper.recompute({ rows: names, recordCascade: recorder.cascadesOf({ kind: 'restore' }) });
    switches.add({ id: switchId, kind: 'undo', scope: 'repair', scopeId: null, at });
    return switchId;
  });
}

/** What was done to a row outside of the journal, as a change of it. */
function foundInstead({
  current,
  wanted,
  columns,
}: ReturnType<typeof compareRow>): Pick<JournalChange, 'kind' | 'after' | 'before'> | undefined {
  if (!current && !wanted) return undefined;
  if (!current) return { kind: 'delete', after: {}, before: wanted ?? {} };
  if (!wanted) {
    const { revision: _revision, updated_at: _updated, ...own } = current;
    return { kind: 'insert', after: Object.fromEntries(Object.entries(own).filter(([, value]) => value !== null)), before: {} };
  }
  if (columns.length === 0) return undefined;
  const part = (of: StoredRow): StoredRow => Object.fromEntries(columns.map((name) => [name, of[name] ?? null]));
  return { kind: 'update', after: part(current), before: { updated_at: wanted['updated_at'] ?? null, ...part(wanted) } };
}
