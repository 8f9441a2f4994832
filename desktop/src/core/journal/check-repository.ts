import { journalChanges, journalSwitchChanges, journalSwitches } from '@adiuva/drizzle/local';
import { TABLE_NAMES } from '@adiuva/shared-protocol';
import { and, asc, eq, gt, max, notExists, isNotNull, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import {
  columnOf,
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
  /** Rows that were written, or of which a change was switched, after these entries; `limit` of each kind at most. */
  rowsSince(since: { seq: number; switchSeq: number; limit: number }): RowName[];
  /** Rows whose reference leads nowhere, of those with a `row_key` after `from`, up to `to` included. */
  orphans(window: { table: WorkTable; reference: Reference; from: number; to: number }): RowName[];
  /** The greatest `row_key` of a table. */
  lastKey(table: WorkTable): number;
}

const sqlNames = TABLE_NAMES.map((name) => workTables[name].sqlName).toSorted();

export function createCheckRepository({ db }: DeviceDatabase): CheckRepository {
  const name = { tableName: journalChanges.tableName, rowId: journalChanges.rowId };
  const named = ({ tableName, rowId }: { tableName: string; rowId: string }): RowName => ({
    table: tableOfSqlName(tableName),
    id: rowId,
  });

  return {
    rowsAfter({ after, limit }) {
      const found: RowName[] = [];
      // Names of tables that are none of ours are passed over.
      for (const tableName of sqlNames) {
        if (after && tableName < after.table.sqlName) continue;
        const isNext = after?.table.sqlName === tableName ? gt(journalChanges.rowId, after.id) : undefined;
        const rows = db
          .selectDistinct(name)
          .from(journalChanges)
          .where(and(eq(journalChanges.tableName, tableName), isNext))
          .orderBy(asc(journalChanges.rowId))
          .limit(limit - found.length)
          .all();
        found.push(...rows.map(named));
        if (found.length >= limit) break;
      }
      return found;
    },
    rowsSince({ seq, switchSeq, limit }) {
      const written = db.selectDistinct(name).from(journalChanges).where(gt(journalChanges.seq, seq)).limit(limit).all();
      const switched = db
        .selectDistinct(name)
        .from(journalSwitches)
        .innerJoin(journalSwitchChanges, eq(journalSwitchChanges.switchId, journalSwitches.id))
        .innerJoin(journalChanges, eq(journalChanges.id, journalSwitchChanges.changeId))
        .where(gt(journalSwitches.seq, switchSeq))
        .limit(limit)
        .all();
      const all = [...written, ...switched].filter(({ tableName }) => sqlNames.includes(tableName));
      return [...new Map(all.map((each) => [`${each.tableName} ${each.rowId}`, named(each)])).values()];
    },
    orphans({ table, reference, from, to }) {
      const key = columnOf(table, 'row_key');
      const column = columnOf(table, reference.column);
      const target = alias(workTables[reference.to].table, 'target');
      const targetId = sql`${sql.identifier('target')}.${sql.identifier('id')}`;
      return db
        .select({ id: columnOf(table, 'id') })
        .from(table.table)
        .where(
          and(
            gt(key, from),
            sql`${key} <= ${to}`,
            isNotNull(column),
            notExists(
              db
                .select({ one: sql`1` })
                .from(target)
                .where(sql`${targetId} = ${column}`),
            ),
          ),
        )
        .all()
        .map(({ id }) => ({ table, id: String(id) }));
    },
    lastKey: (table) =>
      Number(
        db
          .select({ key: max(columnOf(table, 'row_key')) })
          .from(table.table)
          .get()?.key ?? 0,
      ),
  };
}
