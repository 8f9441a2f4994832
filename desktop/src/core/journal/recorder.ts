import type { TableName } from '@adiuva/shared-protocol';
import type { Clock } from '#core/clock.ts';
import type { Ids } from '#core/ids.ts';
import type { AllWorkRows, DeviceDatabase, StoredRow } from '#core/storage/index.ts';
import type { Actor, JournalChange } from './change.ts';
import type { JournalRepository } from './journal-repository.ts';
import type { RecordCascade, RowName } from './row-keeper.ts';

type AnyActor = Actor | { kind: 'restore' } | { kind: 'import' };

/** Writes entries of the journal. The rows themselves are written elsewhere, in the same transaction. */
export interface Recorder {
  /** Answers the entry's id. `active` is true when it is left out. */
  record(entry: {
    row: RowName;
    kind: JournalChange['kind'];
    after: StoredRow;
    before: StoredRow;
    actor: AnyActor;
    causeId?: string | null;
    active?: boolean;
    at: number;
  }): string;
  /** Takes what was written since into a change that stands; `revision` is the row's by now, of which no other may be again. */
  amend(entry: { change: JournalChange; patch: StoredRow; revision: number; table: TableName }): void;
  /** Records cascades as made by, or for, this actor. */
  cascadesOf(actor: AnyActor): RecordCascade;
}

export function createRecorder({
  database,
  rows,
  repository,
  clock,
  ids,
  onWrite,
}: {
  database: DeviceDatabase;
  rows: AllWorkRows;
  repository: JournalRepository;
  clock: Clock;
  ids: Ids;
  /** Told, after the commit, of every table that was written. */
  onWrite: (table: TableName) => void;
}): Recorder {
  function record({
    row: { table, id },
    actor,
    causeId = null,
    active = true,
    ...change
  }: Parameters<Recorder['record']>[0]): string {
    const changeId = ids.next();
    const run = actor.kind === 'run' ? actor : undefined;
    repository.add({
      ...change,
      id: changeId,
      tableName: table.sqlName,
      rowId: id,
      actor: actor.kind,
      runId: run?.runId ?? null,
      agentId: run?.agentId ?? null,
      callId: run?.callId ?? null,
      causeId,
      active,
    });
    database.afterCommit(() => onWrite(table.name));
    return changeId;
  }

  return {
    record,
    amend({ change: { id, after, before }, patch, revision, table }) {
      repository.amend({ id, after: { ...after, ...patch }, before: { ...before, revision } });
      database.afterCommit(() => onWrite(table));
    },
    cascadesOf:
      (actor) =>
      ({ row, patch, causeId }) => {
        const stored = rows[row.table.name].stored(row.id) ?? {};
        const at = clock.now();
        if (patch) record({ row, kind: 'update', after: patch, before: beforeOf({ stored, patch }), actor, causeId, at });
        else record({ row, kind: 'delete', after: {}, before: stored, actor, causeId, at });
      },
  };
}

/** What stood in the columns that a patch sets, and when the row was last written. */
export function beforeOf({ stored, patch }: { stored: StoredRow; patch: StoredRow }): StoredRow {
  const before: StoredRow = { updated_at: stored['updated_at'] ?? null };
  for (const name of Object.keys(patch)) before[name] = stored[name] ?? null;
  return before;
}
