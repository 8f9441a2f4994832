// Rows that the core in memory keeps: each write tells its change, and can be taken back by it.
import type { MemoryCore } from './memory-state.ts';

type Topic = Parameters<MemoryCore['tell']>[0];
interface AnyRow {
  id: string;
  revision: number;
  updatedAt: number;
}
export type Refusal = 'not_found' | 'conflict';

/** The rows of one table. `refuse` throws what the contract has for it. */
export function memoryRows<Row extends AnyRow>({
  core,
  rows,
  topic,
  now,
  newId,
}: {
  core: MemoryCore;
  rows: Row[];
  topic: Topic;
  now: () => number;
  newId: () => string;
}) {
  /** Puts a row, or its absence, in place of another, and keeps the way back. */
  function swap({ id, before, after }: { id: string; before: Row | undefined; after: Row | undefined }): string[] {
    const put = (row: Row | undefined) => {
      const at = rows.findIndex((one) => one.id === id);
      const newest = row && { ...row, revision: Math.max(row.revision, (rows[at]?.revision ?? 0) + 1) };
      if (newest && at >= 0) rows[at] = newest;
      else if (newest) rows.push(newest);
      else if (at >= 0) rows.splice(at, 1);
      core.tell(topic);
      core.tell('activity');
    };
    put(after);
    const changeId = newId();
    core.journal.acts.set(changeId, { undo: () => put(before), redo: () => put(after) });
    return [changeId];
  }
  function find({ id, revision, refuse }: { id: string; revision?: number | undefined; refuse: (why: Refusal) => never }): Row {
    const row = rows.find((one) => one.id === id);
    if (!row) return refuse('not_found');
    if (revision !== undefined && revision !== row.revision) return refuse('conflict');
    return row;
  }
  return {
    find,
    insert: (row: Row) => ({ ...row, change_ids: swap({ id: row.id, before: undefined, after: row }) }),
    update({
      updates,
      ...asked
    }: {
      id: string;
      revision?: number | undefined;
      updates: object;
      refuse: (why: Refusal) => never;
    }) {
      const before = find(asked);
      const given = Object.fromEntries(Object.entries(updates).filter(([, value]) => value !== undefined));
      const after = { ...before, ...given, revision: before.revision + 1, updatedAt: now() };
      return { ...after, change_ids: swap({ id: before.id, before, after }) };
    },
    remove(asked: { id: string; revision?: number | undefined; refuse: (why: Refusal) => never }) {
      const before = find(asked);
      return { ok: true as const, change_ids: swap({ id: before.id, before, after: undefined }) };
    },
  };
}
