import type { WorkTable } from '#core/storage/index.ts';
import type { JournalChange } from './change.ts';

/** What a row was called last, cut to 80 characters: for rows that are not there any more. */
export function lastLabel({ changes, table }: { changes: readonly JournalChange[]; table: WorkTable }): string | undefined {
  for (const change of changes.toReversed()) {
    const word = change.after[table.label] ?? change.before[table.label];
    if (change.active && typeof word === 'string') return word.slice(0, 80);
  }
  const first = changes.find((change) => typeof change.after[table.label] === 'string');
  return first && String(first.after[table.label]).slice(0, 80);
}
