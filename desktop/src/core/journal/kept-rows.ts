import { dependants, type AllWorkRows } from '#core/storage/index.ts';
import { isByHuman, type JournalChange } from './change.ts';
import type { JournalRepository } from './journal-repository.ts';
import { rowOf, type RowName } from './row-keeper.ts';

/** A row that an undo leaves where it is, and why, in a sentence for the user. */
export interface KeptRow {
  table: RowName['table']['name'];
  rowId: string;
  label: string;
  reason: string;
}

/**
 * Whether undoing this insert would take from the user what they did since: a change of the row itself, or something
 * they hung on it. Undefined: nothing speaks for keeping it.
 */
export function reasonToKeep({
  insert,
  rows,
  repository,
}: {
  insert: JournalChange;
  rows: AllWorkRows;
  repository: JournalRepository;
}): KeptRow | undefined {
  const { table, id } = rowOf(insert);
  const label = rows[table.name].label(id);
  if (label === undefined) return undefined;
  const kept = (reason: string): KeptRow => ({ table: table.name, rowId: id, label, reason });

  const changes = repository.ofRow({ tableName: insert.tableName, rowId: id });
  if (changes.some((change) => change.active && change.seq > insert.seq && isByHuman(change)))
    return kept('You changed it since, so it stays.');

  for (const { table: other, reference } of dependants(table.name)) {
    for (const hanging of rows[other.name].referringTo(reference, id)) {
      const history = repository.ofRow({ tableName: other.sqlName, rowId: hanging });
      const active = history.filter((change) => change.active);
      const setter = active.findLast((change) => reference.column in change.after);
      // What cannot be without this row would go with it: never what the user made or touched.
      const wouldBeLost = reference.required && (history[0]?.kind !== 'insert' || active.some(isByHuman));
      if (setter === undefined || isByHuman(setter) || wouldBeLost)
        return kept(`You put “${rows[other.name].label(hanging) ?? hanging}” on it since, so it stays.`);
    }
  }
  return undefined;
}
