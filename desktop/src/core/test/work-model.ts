import { TABLE_NAMES, type TableName } from '@adiuva/shared-protocol';
import { dependants, workTables } from '#core/storage/index.ts';

/** One write, as somebody who keeps everything in one list would note it. */
export interface ModelWrite {
  table: TableName;
  id: string;
  kind: 'insert' | 'update' | 'delete';
  fields: Record<string, string | null>;
  /** A run's name; absent: the user. */
  run?: string;
  active: boolean;
  at: number;
}

export interface ModelRow {
  fields: Record<string, string | null>;
  /** Undefined where a cascade has its own time. */
  updatedAt: number | undefined;
}

/**
 * What the tables hold by a plain reading of the rules, without any cascade ever being written down: a field is its last
 * active write; a row is there when its last active insert or delete is an insert and what it cannot be without is
 * there; a reference to what is not there is empty.
 */
export function createWorkModel() {
  const writes: ModelWrite[] = [];

  const ofRow = (table: TableName, id: string): ModelWrite[] =>
    writes.filter((write) => write.active && write.table === table && write.id === id);

  function exists(table: TableName, id: string): boolean {
    const last = ofRow(table, id).findLast((write) => write.kind !== 'update');
    if (last?.kind !== 'insert') return false;
    return workTables[table].references.every((reference) => {
      const target = fieldOf(table, id, reference.column);
      return !reference.required || (target !== null && exists(reference.to, target));
    });
  }

  function fieldOf(table: TableName, id: string, field: string): string | null {
    return ofRow(table, id).findLast((write) => field in write.fields)?.fields[field] ?? null;
  }

  function read(table: TableName, id: string): ModelRow {
    const fields: Record<string, string | null> = {};
    let isCut = false;
    for (const write of ofRow(table, id)) Object.assign(fields, write.fields);
    for (const reference of workTables[table].references) {
      const target = fields[reference.column];
      if (typeof target === 'string' && !exists(reference.to, target)) {
        fields[reference.column] = null;
        isCut = true;
      }
    }
    return { fields, updatedAt: isCut ? undefined : ofRow(table, id).at(-1)?.at };
  }

  const ids = (table: TableName): string[] => [
    ...new Set(writes.filter((write) => write.table === table).map((write) => write.id)),
  ];

  function isKept(insert: ModelWrite): boolean {
    const { table, id } = insert;
    if (!exists(table, id)) return false;
    const later = writes.slice(writes.indexOf(insert) + 1);
    const isTheirs = (write: ModelWrite): boolean => write.run === undefined && write.active;
    if (later.some((write) => write.table === table && write.id === id && isTheirs(write))) return true;
    return dependants(table).some(({ table: other, reference }) =>
      ids(other.name)
        .filter((child) => exists(other.name, child) && fieldOf(other.name, child, reference.column) === id)
        .some((child) => {
          const setter = ofRow(other.name, child).findLast((write) => reference.column in write.fields);
          return setter?.run === undefined || (reference.required && ofRow(other.name, child).some(isTheirs));
        }),
    );
  }

  return {
    write(write: Omit<ModelWrite, 'active'>): void {
      writes.push({ ...write, active: true });
    },
    exists,
    /** Every row that is there, by table and id. */
    rows(): Record<string, ModelRow> {
      const found = TABLE_NAMES.flatMap((table) =>
        ids(table)
          .filter((id) => exists(table, id))
          .map((id) => ({ table, id })),
      );
      return Object.fromEntries(found.map(({ table, id }) => [`${table} ${id}`, read(table, id)]));
    },
    present(table: TableName): string[] {
      return ids(table).filter((id) => exists(table, id));
    },
    /** Answers how many writes were switched. */
    switchRun(run: string, active: boolean): number {
      const chosen = writes
        .filter((write) => write.run === run && write.active !== active)
        .filter((write) => active || write.kind !== 'insert' || !isKept(write));
      for (const write of chosen) write.active = active;
      return chosen.length;
    },
  };
}
