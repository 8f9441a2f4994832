import { dependants, type AllWorkRows } from '#core/storage/index.ts';
import { isByHuman, type JournalChange } from './change.ts';
import type { JournalRepository } from './journal-repository.ts';
import { lastLabel } from './last-label.ts';
import { rowOf, type RowName } from './row-keeper.ts';

/** A row that an undo or redo leaves as it is, and why, in a sentence for the user. */
export interface KeptRow {
  table: RowName['table']['name'];
  rowId: string;
  label: string;
  reason: string;
}

/**
 * Whether switching this change, an insert off or a delete on, would take from the user what they did since: a change of
 * the row itself, or something they hung on it. Undefined: nothing speaks for keeping it.
 */
export function reasonToKeep({
  removal,
  rows,
  repository,
}: {
  removal: JournalChange;
  rows: AllWorkRows;
  repository: JournalRepository;
}): KeptRow | undefined {
  const { table, id } = rowOf(removal);
  const label = rows[table.name].label(id);
  if (label === undefined) return undefined;
  const kept = (reason: string): KeptRow => ({ table: table.name, rowId: id, label, reason });
  const isSince = (change: JournalChange): boolean => change.active && change.seq > removal.seq && isByHuman(change);

  if (repository.ofRow(removal).some(isSince)) return kept('You changed it since, so it stays.');

  for (const { table: other, reference } of dependants(table.name)) {
    for (const hanging of rows[other.name].referringTo(reference, id)) {
      const history = repository.ofRow({ tableName: other.sqlName, rowId: hanging });
      const setter = history.findLast((change) => change.active && reference.column in change.after);
      // What hung there when it was deleted goes with it again, unless the user changed it since.
      const isOlder = removal.kind === 'delete' && (setter === undefined || setter.seq < removal.seq);
      const isHung = !isOlder && (setter === undefined || isByHuman(setter));
      // What cannot be without this row would go with it: never what the user made or touched.
      const isTheirs = isOlder
        ? history.some(isSince)
        : history[0]?.kind !== 'insert' || history.some((change) => change.active && isByHuman(change));
      if (isHung || (reference.required && isTheirs))
        return kept(`You put “${rows[other.name].label(hanging) ?? hanging}” on it since, so it stays.`);
    }
  }
  return undefined;
}

/** Why a row is not there although a change of it was switched, in a sentence for the user. */
export function reasonOfAbsence({ row: { table, id }, repository }: { row: RowName; repository: JournalRepository }): KeptRow {
  const changes = repository.ofRow({ tableName: table.sqlName, rowId: id });
  const deleted = changes.findLast((change) => change.active && change.kind === 'delete');
  return { table: table.name, rowId: id, label: lastLabel({ changes, table }) ?? id, reason: absence({ deleted, repository }) };
}

function absence({ deleted, repository }: { deleted: JournalChange | undefined; repository: JournalRepository }): string {
  if (!deleted) return 'The change that made it is undone, so it is not there.';
  const cause = deleted.causeId === null ? undefined : repository.get(deleted.causeId);
  if (cause) {
    const { table, id } = rowOf(cause);
    const name = lastLabel({ changes: repository.ofRow(cause), table }) ?? id;
    return `It belongs to “${name}”, which is not there any more. Bring that back first.`;
  }
  if (isByHuman(deleted)) return 'You deleted it since, so it stays deleted.';
  return deleted.actor === 'run' ? 'A run deleted it since, so it stays deleted.' : 'It was deleted since, so it stays deleted.';
}
