import type Database from 'better-sqlite3';
import type { DeviceDatabase } from '#core/storage/index.ts';
import { merges } from './what-stays.ts';

interface TableOfMain {
  name: string;
  type: 'table' | 'virtual' | 'shadow';
  /** 1 for WITHOUT ROWID. */
  wr: number;
}

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The migrations that were done are those of both: the snapshot's copy was brought up to date. */
const LEFT_ALONE = new Set(['__drizzle_migrations']);

function tablesOf(sqlite: Database.Database): TableOfMain[] {
  const tables = sqlite.prepare("select name, type, wr from pragma_table_list where schema = 'main'").all() as TableOfMain[];
  return tables.filter(({ name }) => !name.startsWith('sqlite_') && !LEFT_ALONE.has(name));
}

/** The columns to copy; with the hidden row number, which says the order of rows, where no column stands for it. */
function columnsOf({ sqlite, table }: { sqlite: Database.Database; table: TableOfMain }): {
  columns: string;
  isNumbered: boolean;
} {
  const columns = sqlite.prepare('select name, type, pk from pragma_table_info(?)').all(table.name) as {
    name: string;
    type: string;
    pk: number;
  }[];
  const keys = columns.filter(({ pk }) => pk > 0);
  const hasNumber = table.wr === 1 || (keys.length === 1 && keys[0]?.type.toUpperCase() === 'INTEGER');
  const names = columns.map(({ name }) => quote(name));
  return { columns: [...(hasNumber ? [] : ['rowid']), ...names].join(', '), isNumbered: !hasNumber };
}

/**
 * Puts the content of another database in place of the present one, in one transaction: killed at any moment, it is one
 * or the other. Full-text search is made anew.
 * @param from a database file with the same tables, of the caller's own: it is written to
 * @param finish the rest of the transaction
 */
export function replaceContent({
  database,
  from,
  takenAt,
  finish,
}: {
  database: DeviceDatabase;
  from: string;
  /** When the content was as it is there; wall clock, milliseconds. */
  takenAt: number;
  finish: () => void;
}): void {
  const sqlite = database.db.$client;
  sqlite.prepare('attach ? as snapshot').run(from);
  // Rows come in the order of the tables. All references are checked at the end.
  sqlite.pragma('foreign_keys = OFF');
  try {
    database.write(() => {
      const tables = tablesOf(sqlite);
      const triggers = sqlite.prepare("select name, sql from main.sqlite_schema where type = 'trigger'").all() as {
        name: string;
        sql: string;
      }[];
      // They follow single writes of the user's; here every table is written.
      for (const { name } of triggers) sqlite.exec(`drop trigger main.${quote(name)}`);
      for (const table of tables.filter(({ type }) => type === 'table').toSorted(inMergingOrder)) {
        const name = quote(table.name);
        const merge = merges.get(table.name);
        if (merge) merge.prepare(sqlite, { takenAt });
        else sqlite.exec(`delete from main.${name}`);
        const { columns, isNumbered } = columnsOf({ sqlite, table });
        // What stays comes after what comes back.
        if (merge && isNumbered)
          sqlite.exec(`update main.${name} set rowid = rowid
            + (select max(last) from (select max(rowid) last from main.${name} union all select max(rowid) from snapshot.${name}))`);
        sqlite.exec(`insert ${merge ? 'or ignore ' : ''}into main.${name} (${columns}) select ${columns} from snapshot.${name}`);
      }
      sqlite.exec('delete from main.sqlite_sequence; insert into main.sqlite_sequence select * from snapshot.sqlite_sequence');
      for (const { name, type } of tables)
        if (type === 'virtual') sqlite.exec(`insert into main.${quote(name)}(${quote(name)}) values ('rebuild')`);
      for (const { sql } of triggers) sqlite.exec(sql);
      if (sqlite.prepare('select 1 from pragma_foreign_key_check limit 1').get())
        throw new Error('the snapshot refers to a row that it does not have');
      finish();
    });
  } finally {
    sqlite.pragma('foreign_keys = ON');
    sqlite.exec('detach snapshot');
  }
}

/** The ledger first: which runs stay follows from it. */
function inMergingOrder(a: TableOfMain, b: TableOfMain): number {
  return Number(b.name === 'ledger') - Number(a.name === 'ledger');
}
