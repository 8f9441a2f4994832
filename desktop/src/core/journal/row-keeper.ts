import { dependants, tableOfSqlName, type AllWorkRows, type StoredRow, type WorkTable } from '#core/storage/index.ts';
import type { JournalChange } from './change.ts';
import { computeRow } from './compute-row.ts';
import type { JournalRepository } from './journal-repository.ts';
import type { SwitchRepository } from './switch-repository.ts';

/** A row by its table and id. */
export interface RowName {
  table: WorkTable;
  id: string;
}

/** Writes a cascade into the journal: `patch` for a row that loses a reference, none for one that goes. */
export type RecordCascade = (cascade: { row: RowName; patch: StoredRow | undefined; causeId: string | null }) => void;

/** Brings rows to what the journal says, and keeps every reference pointing at a row that is there. */
export interface RowKeeper {
  /** Computes these rows again, and whatever hangs on those that went or came back. */
  recompute(work: { rows: readonly RowName[]; recordCascade: RecordCascade }): void;
}

export function createRowKeeper({
  rows,
  repository,
  switches,
}: {
  rows: AllWorkRows;
  repository: JournalRepository;
  switches: SwitchRepository;
}): RowKeeper {
  const changesOf = ({ table, id }: RowName): JournalChange[] => repository.ofRow({ tableName: table.sqlName, rowId: id });

  /** Makes one row what its changes say. Answers whether it went away by this. */
  function settle(row: RowName): 'gone' | 'there' | 'absent' {
    const { table, id } = row;
    const changes = changesOf(row);
    const store = rows[table.name];
    const current = store.stored(id);
    if (changes.length === 0) return current ? 'there' : 'absent';
    const wanted = computeRow({ changes, current });
    if (!wanted) {
      if (!current) return 'absent';
      store.remove(id);
      return 'gone';
    }
    if (current) {
      const patch: StoredRow = {};
      for (const name of table.columns.keys()) {
        const value = wanted[name] ?? null;
        if (name !== 'revision' && current[name] !== value) patch[name] = value;
      }
      if (Object.keys(patch).length > 0) store.update(id, { ...patch, revision: Number(current['revision']) + 1 });
      return 'there';
    }
    const restored: StoredRow = {};
    for (const name of table.columns.keys()) restored[name] = wanted[name] ?? null;
    restored['revision'] = laterRevision({ row, changes });
    store.insert(restored);
    return 'there';
  }

  /** More than the row ever had: each write, and each time a change of it was switched, made it one more at most. */
  function laterRevision({ row: { table, id }, changes }: { row: RowName; changes: readonly JournalChange[] }): number {
    const base = Math.max(0, ...changes.map((change) => Number(change.before['revision'] ?? 0)));
    return base + changes.length + switches.countOfRow({ tableName: table.sqlName, rowId: id }) + 1;
  }

  /** The change that took a row away: its last active delete, else its insert that is switched off. */
  function causeOfAbsence(row: RowName): string | null {
    const changes = changesOf(row);
    const deleted = changes.findLast((change) => change.active && change.kind === 'delete');
    return (deleted ?? changes.find((change) => change.kind === 'insert' && !change.active))?.id ?? null;
  }

  /** Cuts this row's references to rows that are not there; a row that cannot be without one goes. */
  function mend({ row, recordCascade }: { row: RowName; recordCascade: RecordCascade }): RowName[] {
    const store = rows[row.table.name];
    for (const reference of row.table.references) {
      const stored = store.stored(row.id);
      const target = stored?.[reference.column];
      if (!stored || typeof target !== 'string') continue;
      const to = rows[reference.to];
      const isCircle = reference.to === row.table.name && leadsBackTo({ id: row.id, from: target, column: reference.column });
      if (to.exists(target) && !isCircle) continue;
      const causeId = isCircle
        ? (changesOf(row).findLast((change) => change.active && reference.column in change.after)?.id ?? null)
        : causeOfAbsence({ table: to.table, id: target });
      recordCascade({ row, patch: reference.required ? undefined : { [reference.column]: null }, causeId });
      if (settle(row) === 'gone') return hangingOn(row);
    }
    return [];
  }

  /** Whether following a reference within one table comes back to where it started. */
  function leadsBackTo({ id, from, column }: { id: string; from: string; column: string }): boolean {
    const seen = new Set<string>();
    for (let at: unknown = from; typeof at === 'string' && !seen.has(at); at = rows.clients.stored(at)?.[column]) {
      if (at === id) return true;
      seen.add(at);
    }
    return false;
  }

  function hangingOn({ table, id }: RowName): RowName[] {
    return dependants(table.name).flatMap((dependant) =>
      rows[dependant.table.name].referringTo(dependant.reference, id).map((found) => ({ table: dependant.table, id: found })),
    );
  }

  return {
    recompute({ rows: changed, recordCascade }) {
      const toMend: RowName[] = [];
      for (const row of changed) {
        if (settle(row) === 'gone') toMend.push(...hangingOn(row));
        else toMend.push(row);
      }
      for (let row = toMend.pop(); row; row = toMend.pop()) toMend.push(...mend({ row, recordCascade }));
    },
  };
}

/** The row of a change. */
export function rowOf(change: JournalChange): RowName {
  return { table: tableOfSqlName(change.tableName), id: change.rowId };
}
