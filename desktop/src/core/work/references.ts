import type { TableName } from '@adiuva/shared-protocol';
import { DeviceError } from '#core/device-error.ts';
import { workTables, type AllWorkRows, type StoredRow } from '#core/storage/index.ts';

/** What each table's rows are called in a sentence. */
export const rowNouns: Record<TableName, string> = {
  tasks: 'task',
  projects: 'project',
  checkpoints: 'checkpoint',
  notes: 'note',
  taskComments: 'comment',
  clients: 'client',
};

/** A row is named that is not there. */
export function missingRow({ table, id }: { table: TableName; id: string }): DeviceError {
  return new DeviceError('not_found', `There is no ${rowNouns[table]} with the id "${id}".`);
}

/** A row refers to one that is not there. */
export function missingReference({ table, id }: { table: TableName; id: string }): DeviceError {
  return new DeviceError('constraint', `There is no ${rowNouns[table]} with the id "${id}". Find its id first, or leave it out.`);
}

/**
 * Sees to it that every row which `columns` names is there, and that no client stands above itself.
 * @throws DeviceError `constraint`
 */
export function checkReferences({
  rows,
  table,
  id,
  columns,
}: {
  rows: AllWorkRows;
  table: TableName;
  /** The row that is written; undefined for a new one. */
  id: string | undefined;
  columns: StoredRow;
}): void {
  for (const reference of workTables[table].references) {
    const target = columns[reference.column];
    if (typeof target !== 'string') continue;
    const noun = rowNouns[reference.to];
    if (!rows[reference.to].exists(target)) throw missingReference({ table: reference.to, id: target });
    if (reference.to !== table || id === undefined) continue;
    const seen = new Set<string>();
    for (let above: unknown = target; typeof above === 'string' && !seen.has(above);) {
      if (above === id)
        throw new DeviceError('constraint', `A ${noun} cannot stand above itself. Choose another parent, or none.`);
      seen.add(above);
      above = rows[table].stored(above)?.[reference.column];
    }
  }
}
