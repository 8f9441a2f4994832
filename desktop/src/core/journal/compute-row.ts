import type { StoredRow } from '#core/storage/index.ts';
import type { JournalChange } from './change.ts';

/**
 * What the journal says about one row: a field's value is its last active change, else its base; the row is there when
 * its last active insert or delete is an insert; `updated_at` is the time of the last active change. Undefined: it is
 * not there.
 *
 * @param changes every change of the row, oldest first; at least one
 * @param current the row as it stands, for the columns that no change ever named
 */
export function computeRow({
  changes,
  current,
}: {
  changes: readonly JournalChange[];
  current: StoredRow | undefined;
}): StoredRow | undefined {
  const hasBase = changes[0]?.kind !== 'insert';
  let exists = hasBase;
  const row: StoredRow = {};
  if (hasBase) {
    Object.assign(row, current);
    // The oldest word about a column says what its base was.
    for (const change of changes.toReversed()) Object.assign(row, change.before);
  }
  for (const change of changes) {
    if (!change.active) continue;
    if (change.kind === 'delete') exists = false;
    else Object.assign(row, change.after);
    if (change.kind === 'insert') exists = true;
    row['updated_at'] = change.at;
  }
  return exists ? row : undefined;
}
