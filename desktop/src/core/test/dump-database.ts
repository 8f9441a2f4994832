import Database from 'better-sqlite3';
import { join } from 'node:path';

/** Every row of every table of the device's database, by table, in a fixed order; read beside whoever has it open. */
export function dumpOf(device: string, name = 'adiuva.sqlite'): Record<string, unknown[]> {
  const sqlite = new Database(join(device, name), { readonly: true });
  try {
    const tables = sqlite
      .prepare("select name from sqlite_schema where type = 'table' and name not glob '*_fts*' order by name")
      .pluck()
      .all() as string[];
    return Object.fromEntries(
      tables.map((table) => {
        const keys = sqlite
          .prepare('select name from pragma_table_info(?) where pk > 0 order by pk')
          .pluck()
          .all(table) as string[];
        return [table, sqlite.prepare(`select * from "${table}" order by ${keys.join() || '1'}`).all()];
      }),
    );
  } finally {
    sqlite.close();
  }
}
