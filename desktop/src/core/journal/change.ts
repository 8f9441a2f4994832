import type { StoredRow } from '#core/storage/index.ts';

/** Who writes. A run names the call that asked for it. */
export type Actor = { kind: 'human' } | { kind: 'run'; runId: string; callId: string; agentId?: string };

/** One entry of the journal: one write of one row, by column. */
export interface JournalChange {
  seq: number;
  id: string;
  /** The table's name in SQLite. */
  tableName: string;
  rowId: string;
  kind: 'insert' | 'update' | 'delete';
  /** What it set; empty for a delete. Columns that an insert left empty are not named. */
  after: StoredRow;
  /** What stood there, and `updated_at`; for a delete the whole row. */
  before: StoredRow;
  actor: 'human' | 'run' | 'import' | 'restore';
  runId: string | null;
  /** The agent whose run it was; null for a chat's. */
  agentId: string | null;
  /** The change whose cascade this one is: it lives and dies with that one. */
  causeId: string | null;
  active: boolean;
  at: number;
}

/** Whether a change is the user's own doing, and not a run's, a repair's or a cascade. */
export function isByHuman(change: JournalChange): boolean {
  return (change.actor === 'human' || change.actor === 'import') && change.causeId === null;
}
