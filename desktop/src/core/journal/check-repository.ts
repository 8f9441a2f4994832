import { journalChanges, journalSwitchChanges, journalSwitches } from '@adiuva/drizzle/local';
import { TABLE_NAMES } from '@adiuva/shared-protocol';
import { and, asc, eq, gt, isNotNull, max, notExists, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import {
  columnOf,
  steadyPlaceholder,
  tableOfSqlName,
  workTables,
  type DeviceDatabase,
  type Reference,
  type WorkTable,
} from '#core/storage/index.ts';
import type { RowName } from './row-keeper.ts';

/** What a check reads: which rows there are to look at. */
export interface CheckRepository {
  /** The next rows that have a journal, by table and id, after one of them; from the first when it is absent. */
  rowsAfter(page: { after: RowName | undefined; limit: number }): RowName[];
  /**
   * Rows that were written, or of which a change was switched, after these entries. `limit` bounds the entries that are
   * read; `isAll`: there were no more.
   */
  rowsSince(since: { seq: number; switchSeq: number; limit: number }): { rows: RowName[]; isAll: boolean };
  /** Rows whose reference leads nowhere, of those with a `row_key` after `from`, up to `to` included. */
  orphans(window: { reference: Reference; from: number; to: number }): RowName[];
  /** The greatest `row_key` of a table. */
  lastKey(table: WorkTable): number;
}

const sqlNames = TABLE_NAMES.map((name) => workTables[name].sqlName).toSorted();

export function createCheckRepository({ db }: DeviceDatabase): CheckRepository {
  const { placeholder } = sql;
  const name = { tableName: journalChanges.tableName, rowId: journalChanges.rowId };
  const named = ({ tableName, rowId }: { tableName: string; rowId: string }): RowName => ({
    table: tableOfSqlName(tableName),
    id: rowId,
  });
  const next = db
    .selectDistinct(name)
    .from(journalChanges)
    .where(
      and(eq(journalChanges.tableName, steadyPlaceholder('tableName')), gt(journalChanges.rowId, steadyPlaceholder('after'))),
    )
    .orderBy(asc(journalChanges.rowId))
    .limit(placeholder('limit'))
    .prepare();
  // Not distinct, and in the journal's order: else SQLite reads an index from end to end.
  const written = db
    .select(name)
    .from(journalChanges)
    .where(gt(journalChanges.seq, steadyPlaceholder('seq')))
    .orderBy(asc(journalChanges.seq))
    .limit(placeholder('limit'))
    .prepare();
  const switched = db
    .select(name)
    .from(journalSwitches)
    .innerJoin(journalSwitchChanges, eq(journalSwitchChanges.switchId, journalSwitches.id))
    .innerJoin(journalChanges, eq(journalChanges.id, journalSwitchChanges.changeId))
    .where(gt(journalSwitches.seq, steadyPlaceholder('switchSeq')))
    .orderBy(asc(journalSwitches.seq))
    .limit(placeholder('limit'))
    .prepare();

  function orphansOf({ table, reference }: { table: WorkTable; reference: Reference }) {
    const key = columnOf(table, 'row_key');
    const column = columnOf(table, reference.column);
    const target = alias(workTables[reference.to].table, 'target');
    const targetId = sql`${sql.identifier('target')}.${sql.identifier('id')}`;
    return db
      .select({ id: columnOf(table, 'id') })
      .from(table.table)
      .where(
        and(
          sql`${key} > ${steadyPlaceholder('from')} and ${key} <= ${steadyPlaceholder('to')}`,
          isNotNull(column),
          notExists(
            db
              .select({ one: sql`1` })
              .from(target)
              .where(sql`${targetId} = ${column}`),
          ),
        ),
      )
      .prepare();
  }
  const orphans = new Map(
    TABLE_NAMES.flatMap((each) => workTables[each].references).map((reference) => {
      const table = tableOfReference(reference);
      return [reference, { table, statement: orphansOf({ table, reference }) }] as const;
    }),
  );
  const lastKeys = new Map(
    TABLE_NAMES.map((each) => {
      const { table } = workTables[each];
      const key = db
        .select({ key: max(columnOf(workTables[each], 'row_key')) })
        .from(table)
        .prepare();
      return [each, key] as const;
    }),
  );

  return {
    rowsAfter({ after, limit }) {
      const found: RowName[] = [];
      // Names of tables that are none of ours are passed over.
      for (const tableName of sqlNames) {
        if (after && tableName < after.table.sqlName) continue;
        const from = after?.table.sqlName === tableName ? after.id : '';
        found.push(...next.all({ tableName, after: from, limit: limit - found.length }).map(named));
        if (found.length >= limit) break;
      }
      return found;
    },
    rowsSince({ seq, switchSeq, limit }) {
      const entries = [...written.all({ seq, limit }), ...switched.all({ switchSeq, limit })];
      const ours = entries.filter(({ tableName }) => sqlNames.includes(tableName));
      const rows = [...new Map(ours.map((each) => [`${each.tableName} ${each.rowId}`, named(each)])).values()];
      return { rows, isAll: entries.length < limit };
    },
    orphans({ reference, from, to }) {
      const known = orphans.get(reference);
      return known ? known.statement.all({ from, to }).map(({ id }) => ({ table: known.table, id: String(id) })) : [];
    },
    lastKey: (table) => Number(lastKeys.get(table.name)?.get()?.key ?? 0),
  };
}

/** The table that has this reference: each has its own. */
function tableOfReference(reference: Reference): WorkTable {
  const owner = TABLE_NAMES.find((name) => workTables[name].references.includes(reference));
  if (!owner) throw new Error(`no table has the reference ${reference.column}`);
  return workTables[owner];
}
