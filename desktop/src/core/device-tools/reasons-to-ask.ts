import type { TableName } from '@adiuva/shared-protocol';
import type { Why } from '#core/approvals/index.ts';
import { DeviceError } from '#core/device-error.ts';
import type { Journal, JournalChange } from '#core/journal/index.ts';
import { limitSentence, passedLimits, rowKey, type Amounts, type BoundGrant } from '#core/policy/index.ts';
import type { PrivacyView } from '#core/privacy/index.ts';
import type { AllWorkRows } from '#core/storage/index.ts';
import { rowNouns } from '#core/work/index.ts';
import type { CheckedWrite } from './checked-call.ts';

/** Rows that one run may update before the user is asked about each (PROTOCOL 5.4). */
const FREE_UPDATES = 5;

/** What was written on a row since a run was told of it. */
export interface ChangedSince {
  by: 'human' | 'run';
  /** Newest last; none where only undo and redo switched older ones. */
  changes: JournalChange[];
}

/** Who changed a row since this run was told of it; undefined: nobody, or the run was never told. */
export function changedSince({
  grant,
  table,
  id,
  rows,
  journal,
}: {
  grant: BoundGrant;
  table: TableName;
  id: string;
  rows: AllWorkRows;
  journal: Journal;
}): ChangedSince | undefined {
  const seen = grant.seen.get(rowKey({ table, id }));
  if (!seen || seen.revision === undefined || rows[table].entity(id)?.revision === seen.revision) return undefined;
  const changes = journal
    .changesOfRow({ table, id })
    .filter((change) => change.seq > seen.journalSeq && change.runId !== grant.runId);
  const isByRun = changes.length > 0 && changes.every((change) => change.actor === 'run');
  return { by: isByRun ? 'run' : 'human', changes };
}

export function limitReasons({ grant, more }: { grant: BoundGrant; more: Partial<Amounts> }): Why[] {
  return passedLimits({ ...grant, more }).map((key) => ({ code: 'limit', sentence: limitSentence({ ...grant, key }) }));
}

/**
 * Why the user is to be asked before this is done (PROTOCOL 5.4, 5.5); none: it may be done.
 * @throws DeviceError `conflict` when another run changed the row since this one was told of it
 */
export function reasonsToAsk({
  write,
  grant,
  rows,
  journal,
  view,
}: {
  write: CheckedWrite;
  grant: BoundGrant;
  rows: AllWorkRows;
  journal: Journal;
  view: PrivacyView;
}): { why: Why[]; since: ChangedSince | undefined } {
  const { kind, table, id } = write;
  const noun = rowNouns[table];
  const why = limitReasons({ grant, more: write.more });
  if (kind === 'delete') why.push({ code: 'delete', sentence: `A ${noun} is deleted only when you say so.` });
  if (kind === 'update' && id !== undefined && !grant.updated.has(rowKey({ table, id })) && grant.updated.size >= FREE_UPDATES)
    why.push({
      code: 'bulk_update',
      sentence: `This message has changed ${grant.updated.size} rows already; you are asked about every further one.`,
    });
  if (grant.tainted)
    why.push({
      code: 'taint',
      sentence: 'It read text that somebody else wrote (an import), which may try to give it orders.',
    });
  if (!view.isOpen && id !== undefined && view.unveils({ table, id, columns: kind === 'delete' ? undefined : write.columns }))
    why.push({
      code: 'privacy',
      sentence: `It would take ${kind === 'delete' ? `what belongs to this ${noun}` : `this ${noun}`} out of a client whose names and numbers leave as pseudonyms: from then on they would leave as they are.`,
    });
  const since = id === undefined ? undefined : changedSince({ grant, table, id, rows, journal });
  if (since?.by === 'run')
    throw new DeviceError(
      'conflict',
      `Another request changed this ${noun} since you read it. Nothing was done: read it again, then decide anew.`,
    );
  if (since) why.push({ code: 'conflict', sentence: `You changed this ${noun} after it was read.` });
  return { why, since };
}
