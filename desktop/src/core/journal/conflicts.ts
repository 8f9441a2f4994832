import type { TableName } from '@adiuva/shared-protocol';
import type { AllWorkRows, SqlValue, StoredRow } from '#core/storage/index.ts';
import type { JournalChange } from './change.ts';
import type { JournalRepository } from './journal-repository.ts';
import { lastLabel } from './last-label.ts';
import type { RowName } from './row-keeper.ts';

/** A field that an undo or redo left at a later value. */
export interface FieldConflict {
  table: TableName;
  rowId: string;
  label: string;
  /** As the wire names it. */
  field: string;
  /** What its columns hold, and what they would hold if nothing later stood there. */
  kept: StoredRow;
  wouldBe: StoredRow;
  /** Whose later change it is: the user's, a run's, an import's or a repair's. */
  by: JournalChange['actor'];
  runId: string | null;
}

/** Fields that follow from others or that the device keeps for itself: nobody set them, so nobody misses them. */
const derived = new Set([
  'id',
  'createdAt',
  'updatedAt',
  'completedAt',
  'revision',
  'origin',
  'externalId',
  'isAiSuggested',
  'isApproved',
  'position',
]);

/**
 * The fields of one row where a switched change does not show, since a later one stands. The row is as it is after the
 * switch; `switched` are the ids of all that was switched, cascades too.
 */
export function conflictsOf({
  row: { table, id },
  active,
  switched,
  rows,
  repository,
}: {
  row: RowName;
  /** True for a redo. */
  active: boolean;
  switched: ReadonlySet<string>;
  rows: AllWorkRows;
  repository: JournalRepository;
}): FieldConflict[] {
  const changes = repository.ofRow({ tableName: table.sqlName, rowId: id });
  const stored = rows[table.name].stored(id);
  if (!stored) return [];

  /** Whose doing a change is in the end: its own, or that of what it followed from. */
  function rootOf(change: JournalChange): JournalChange {
    const cause = change.causeId === null ? undefined : repository.get(change.causeId);
    return cause ? rootOf(cause) : change;
  }

  /** Where a reference was cut because it would have closed a circle: the change that stands against it. */
  function circleCloser({ cut, column }: { cut: JournalChange; column: string }): JournalChange | undefined {
    const cause = cut.causeId === null ? undefined : repository.get(cut.causeId);
    const target = cause?.rowId === id ? cause.after[column] : null;
    if (typeof target !== 'string') return undefined;
    const history = repository.ofRow({ tableName: table.sqlName, rowId: target });
    return history.findLast((change) => change.active && sets({ change, column }));
  }

  function conflictIn(column: string): { wouldBe: SqlValue; by: JournalChange } | undefined {
    const standing = changes.findLast((change) => change.active && sets({ change, column }));
    if (!standing || switched.has(standing.id)) return undefined;
    const overruled = changes.filter(
      (change) => switched.has(change.id) && change.seq < standing.seq && sets({ change, column }),
    );
    const [first, last] = [overruled[0], overruled.at(-1)];
    if (!first || !last) return undefined;
    const root = circleCloser({ cut: standing, column }) ?? rootOf(standing);
    if (switched.has(root.id)) return undefined;
    const wouldBe = active ? (last.after[column] ?? null) : valueBefore({ changes, column, seq: first.seq });
    return wouldBe === (stored?.[column] ?? null) ? undefined : { wouldBe, by: root };
  }

  return [...rows[table.name].codec.fieldColumns].flatMap(([field, columns]): FieldConflict[] => {
    if (derived.has(field)) return [];
    const found = columns.map((column) => ({ column, conflict: conflictIn(column) }));
    const by = found.find(({ conflict }) => conflict)?.conflict?.by;
    if (!by) return [];
    const kept = Object.fromEntries(columns.map((column) => [column, stored[column] ?? null]));
    const wouldBe = Object.fromEntries(
      found.map(({ column, conflict }) => [column, conflict ? conflict.wouldBe : (stored[column] ?? null)]),
    );
    const label = rows[table.name].label(id) ?? lastLabel({ changes, table }) ?? id;
    return [{ table: table.name, rowId: id, label, field, kept, wouldBe, by: by.actor, runId: by.runId }];
  });
}

function sets({ change, column }: { change: JournalChange; column: string }): boolean {
  return change.kind === 'insert' || column in change.after;
}

/** A column's value just before a change, by what is active now. */
function valueBefore({ changes, column, seq }: { changes: readonly JournalChange[]; column: string; seq: number }): SqlValue {
  const setter = changes.findLast((change) => change.active && change.seq < seq && sets({ change, column }));
  if (setter) return setter.after[column] ?? null;
  return changes.find((change) => column in change.before)?.before[column] ?? null;
}
