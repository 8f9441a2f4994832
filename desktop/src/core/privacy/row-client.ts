import type { Row, TableName } from '@adiuva/shared-protocol';
import { workTables, type AllWorkRows } from '#core/storage/index.ts';

const parents: Record<Exclude<TableName, 'clients'>, string> = {
  tasks: 'projectId',
  projects: 'clientId',
  checkpoints: 'projectId',
  notes: 'projectId',
  taskComments: 'taskId',
};

/** The client that a row belongs to, by what it hangs on; undefined: to none, or the row is not there. */
export interface RowClient {
  ofId(row: { table: TableName; id: string }): string | undefined;
  ofRow(row: { table: TableName; row: Row }): string | undefined;
}

export function createRowClient(rows: AllWorkRows): RowClient {
  function ofId({ table, id }: { table: TableName; id: string }): string | undefined {
    let [at, next]: [TableName, unknown] = [table, id];
    while (at !== 'clients') {
      const reference = workTables[at].references[0];
      if (!reference || typeof next !== 'string') return undefined;
      next = rows[at].stored(next)?.[reference.column];
      at = reference.to;
    }
    return typeof next === 'string' ? next : undefined;
  }

  return {
    ofId,
    ofRow({ table, row }) {
      if (table === 'clients') return row.id;
      const above = Object.entries(row).find(([field]) => field === parents[table])?.[1];
      const reference = workTables[table].references[0];
      return reference && typeof above === 'string' ? ofId({ table: reference.to, id: above }) : undefined;
    },
  };
}
