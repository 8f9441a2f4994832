import type { TableName } from '@adiuva/shared-protocol';
import type { Difference, IntegrityReport } from '#rpc/integrity.ts';
import { countInWords } from '#renderer/amounts.ts';
import { momentInWords } from '#renderer/days/index.ts';

const tableWords: Readonly<Record<TableName, string>> = {
  tasks: 'Task',
  projects: 'Project',
  checkpoints: 'Checkpoint',
  notes: 'Note',
  taskComments: 'Comment',
  clients: 'Client',
};

/** Which row it is: `Task “Buy milk”`. */
export function rowWords({ table, label }: Pick<Difference, 'table' | 'label'>): string {
  return label === '' ? tableWords[table] : `${tableWords[table]} “${label}”`;
}

/** The two sides of a difference as the user knows them: a row that is there or not, or a value. */
export function sidesOf({ field, row_value, journal_value }: Pick<Difference, 'field' | 'row_value' | 'journal_value'>): {
  there: string;
  recorded: string;
} {
  if (field === null)
    return { there: row_value === null ? 'Not there' : 'There', recorded: journal_value === null ? 'Not there' : 'There' };
  return { there: row_value || 'Nothing', recorded: journal_value || 'Nothing' };
}

/** What the last check found, in a sentence, and whether that is well. */
export function reportWords({ report, now, zone }: { report: IntegrityReport; now: number; zone: string }): {
  text: string;
  well: boolean;
} {
  const { checked_at, kind, checked_rows, difference_count, unreadable_rows, complete } = report;
  if (checked_at === undefined) return { text: 'Nothing was checked yet.', well: true };
  const when = momentInWords({ instant: checked_at, now, zone });
  const rows = countInWords({ count: checked_rows, one: 'row' });
  const scope = kind === 'full' ? `${rows}, all there are` : `${rows}, those written since the last clean stop`;
  const found = [
    ...(difference_count > 0 ? [countInWords({ count: difference_count, one: 'difference' })] : []),
    ...(unreadable_rows > 0 ? [`${countInWords({ count: unreadable_rows, one: 'row' })} that cannot be read`] : []),
  ];
  const end = complete ? '' : ' The check did not come to its end.';
  return {
    text: `${when}: ${scope}. ${found.length === 0 ? 'No differences.' : `Found ${found.join(' and ')}.`}${end}`,
    well: found.length === 0 && complete,
  };
}
