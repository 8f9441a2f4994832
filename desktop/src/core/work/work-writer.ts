import type { Row, TableName } from '@adiuva/shared-protocol';
import { tasks } from '@adiuva/drizzle/local';
import { max } from 'drizzle-orm';
import type { Clock } from '#core/clock.ts';
import { DeviceError } from '#core/device-error.ts';
import type { Ids } from '#core/ids.ts';
import type { Actor, Journal } from '#core/journal/index.ts';
import type { AllWorkRows, DeviceDatabase, StoredRow } from '#core/storage/index.ts';
import { checkReferences, missingRow, rowNouns } from './references.ts';

/** Writes rows of the six tables by the rules that hold for everybody. What it is given has passed its schema. */
export interface WorkWriter {
  /** @throws DeviceError `constraint`, `invalid_data` */
  insert(write: { table: TableName; data: object; actor: Actor }): Row;
  /**
   * `revision`: the one that the writer saw; absent for whoever does not look. `joins`: as the journal has it.
   * @throws DeviceError `not_found`, `conflict`, `constraint`, `invalid_data`
   */
  update(write: {
    table: TableName;
    id: string;
    updates: object;
    actor: Actor;
    revision?: number | undefined;
    joins?: number | undefined;
  }): Row;
  /**
   * Deletes the row, and what hangs on it as PROTOCOL 4 says.
   * @throws DeviceError `not_found`, `conflict`
   */
  remove(write: { table: TableName; id: string; actor: Actor; revision?: number | undefined }): void;
}

/** What a new row has where its data is silent. */
const defaults: Record<TableName, StoredRow> = {
  tasks: {
    project_id: null,
    description: null,
    status: 'todo',
    priority: 'medium',
    assignee: '[]',
    owed_by: 'mine',
    due_day: null,
    due_time: null,
    completed_at: null,
    is_ai_suggested: 0,
    is_approved: 1,
  },
  projects: { client_id: null, status: 'active', ai_summary: null, is_ai_suggested: 0, is_approved: 1 },
  checkpoints: { time: null, is_ai_suggested: 0, is_approved: 1 },
  notes: { project_id: null, is_ai_suggested: 0, is_approved: 1 },
  taskComments: {},
  clients: { parent_id: null, industry: null },
};

export function createWorkWriter({
  database,
  rows,
  journal,
  clock,
  ids,
}: {
  database: DeviceDatabase;
  rows: AllWorkRows;
  journal: Journal;
  clock: Clock;
  ids: Ids;
}): WorkWriter {
  const lastPosition = database.db
    .select({ position: max(tasks.position) })
    .from(tasks)
    .prepare();

  function written(table: TableName, id: string): Row {
    const row = rows[table].entity(id);
    if (!row) throw new Error(`a written row of ${table} is not there`);
    return row;
  }

  /** @throws DeviceError `not_found`, `conflict` */
  function existing({ table, id, revision }: { table: TableName; id: string; revision: number | undefined }): Row {
    const row = rows[table].entity(id);
    if (!row) throw missingRow({ table, id });
    if (revision === undefined || row.revision === revision) return row;
    throw new DeviceError(
      'conflict',
      `This ${rowNouns[table]} was changed meanwhile. Look at it again, then repeat your change.`,
    );
  }

  return {
    insert: ({ table, data, actor }) =>
      database.write(() => {
        const id = ids.next();
        const columns: StoredRow = { ...defaults[table], ...rows[table].codec.columnsOf(data) };
        checkReferences({ rows, table, id: undefined, columns });
        if (table === 'tasks') {
          columns['position'] ??= (lastPosition.get()?.position ?? 0) + 1;
          if (columns['status'] === 'done') columns['completed_at'] = clock.now();
        }
        if (table === 'taskComments') columns['author'] = actor.kind === 'human' ? 'me' : 'assistant';
        journal.insert({ table, id, columns, actor });
        return written(table, id);
      }),
    update: ({ table, id, updates, actor, revision, joins }) =>
      database.write(() => {
        const before = existing({ table, id, revision });
        const patch = rows[table].codec.columnsOf(updates);
        if (Object.keys(patch).length === 0)
          throw new DeviceError('invalid_data', 'There is nothing to update: name at least one field.');
        checkReferences({ rows, table, id, columns: patch });
        // Together always: whatever is undone later, a done task has the time at which it was done.
        if (table === 'tasks' && patch['status'] !== undefined) {
          const doneAt = 'completedAt' in before ? before.completedAt : null;
          patch['completed_at'] = patch['status'] === 'done' ? (doneAt ?? clock.now()) : null;
        }
        journal.update({ table, id, patch, actor, joins });
        return written(table, id);
      }),
    remove: ({ table, id, actor, revision }) =>
      database.write(() => {
        existing({ table, id, revision });
        journal.remove({ table, id, actor });
      }),
  };
}
