import { TABLE_NAMES, type TableName } from '@adiuva/shared-protocol';
import { dependants, workTables } from '#core/storage/index.ts';

/** One write, as somebody who keeps everything in one list would note it. */
export interface ModelWrite {
  table: TableName;
  id: string;
  kind: 'insert' | 'update' | 'delete';
  fields: Record<string, string | null>;
  /** A run's name, and whose run it is; absent: the user. */
  run?: string;
  agent?: string;
  /** Its name in the journal; absent: no journal knows it. */
  change?: string;
  active: boolean;
  at: number;
}

/** What the model expects of an undo or redo. */
export interface ModelSwitch {
  done: ModelWrite[];
  active: boolean;
  /** Rows that stay although they would go, as `table id`. */
  stayed: string[];
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

  /** Whether switching an insert off, or a delete on, would take from the user what they did since. */
  function isKept(removal: ModelWrite): boolean {
    const { table, id } = removal;
    if (!exists(table, id)) return false;
    const number = writes.indexOf(removal);
    const isTheirs = (write: ModelWrite): boolean => write.run === undefined && write.active;
    const isSince = (write: ModelWrite): boolean => isTheirs(write) && writes.indexOf(write) > number;
    if (writes.some((write) => write.table === table && write.id === id && isSince(write))) return true;
    return dependants(table).some(({ table: other, reference }) =>
      ids(other.name)
        .filter((child) => exists(other.name, child) && fieldOf(other.name, child, reference.column) === id)
        .some((child) => {
          const setter = ofRow(other.name, child).findLast((write) => reference.column in write.fields);
          // It went with the row when that was deleted first: it may go again.
          if (removal.kind === 'delete' && setter && writes.indexOf(setter) < number)
            return reference.required && ofRow(other.name, child).some(isSince);
          return setter?.run === undefined || (reference.required && ofRow(other.name, child).some(isTheirs));
        }),
    );
  }

  function byName({ table, id }: ModelWrite): string {
    return `${table} ${id}`;
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
    writes: writes as readonly ModelWrite[],
    /** Switches the chosen writes: first what takes no row away, then the rest, an undo from the newest. */
    switch(chosen: (write: ModelWrite) => boolean, active: boolean): ModelSwitch {
      const all = writes.filter((write) => write.active !== active && chosen(write));
      const isRemoval = (write: ModelWrite): boolean => write.kind === (active ? 'delete' : 'insert');
      const done = all.filter((write) => !isRemoval(write));
      for (const write of done) write.active = active;
      const removals = all.filter(isRemoval);
      const stayed: string[] = [];
      for (const write of active ? removals : removals.toReversed()) {
        if (isKept(write)) {
          stayed.push(byName(write));
          continue;
        }
        write.active = active;
        done.push(write);
      }
      return { done, active, stayed };
    },
    /** Rows whose name, the column `label`, keeps a later value than the switch would give it, as `table id`. */
    nameConflicts({ done, active }: ModelSwitch): string[] {
      return [...new Set(done.map(byName))].filter((name) => {
        const [write] = done.filter((each) => byName(each) === name);
        if (!write || !exists(write.table, write.id)) return false;
        const { label } = workTables[write.table];
        const all = writes.filter((each) => byName(each) === name && label in each.fields);
        const standing = all.findLast((each) => each.active);
        const under = all.filter((each) => done.includes(each) && standing && all.indexOf(each) < all.indexOf(standing));
        const [first, last] = [under[0], under.at(-1)];
        if (!standing || done.includes(standing) || !first || !last) return false;
        const wouldBe = active ? last : all.findLast((each) => each.active && all.indexOf(each) < all.indexOf(first));
        return wouldBe?.fields[label] !== standing.fields[label];
      });
    },
  };
}
