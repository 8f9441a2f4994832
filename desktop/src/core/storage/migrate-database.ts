import type Database from 'better-sqlite3';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { localMigrations } from '@adiuva/drizzle/migrations';
import { DatabaseRefusedError } from './database-refused-error.ts';

/** Where drizzle's own migrator keeps what was done, so that both read each other. */
const DONE = '__drizzle_migrations';

/** `new`: it has no tables yet. `newer`: a later release wrote it. */
export type SchemaAge = 'new' | 'older' | 'current' | 'newer';

function lastDone(sqlite: Database.Database): number | undefined {
  const isThere = sqlite.prepare("select 1 from sqlite_schema where type = 'table' and name = ?").get(DONE);
  if (!isThere) return undefined;
  const last = sqlite.prepare(`select max(created_at) from ${DONE}`).pluck().get();
  return last === null ? undefined : Number(last);
}

/** How the tables of an open database stand to those that this release knows. Changes nothing. */
export function schemaAge(sqlite: Database.Database): SchemaAge {
  const done = lastDone(sqlite);
  if (done === undefined) return 'new';
  const newest = Math.max(
    ...readMigrationFiles({ migrationsFolder: localMigrations }).map((migration) => migration.folderMillis),
  );
  if (done === newest) return 'current';
  return done < newest ? 'older' : 'newer';
}

/**
 * Brings the tables up to date in one transaction: all of it is done, or nothing.
 * @throws DatabaseRefusedError when a migration fails; the content is what it was
 */
export function migrateDatabase(sqlite: Database.Database): void {
  const migrations = readMigrationFiles({ migrationsFolder: localMigrations });
  // Tables are rebuilt under their rows: references are checked when all of it is done. Not possible in a transaction.
  sqlite.pragma('foreign_keys = OFF');
  try {
    sqlite
      .transaction(() => {
        sqlite.exec(`create table if not exists ${DONE} (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric)`);
        const done = lastDone(sqlite) ?? -1;
        const record = sqlite.prepare(`insert into ${DONE} (hash, created_at) values (?, ?)`);
        for (const migration of migrations) {
          if (migration.folderMillis <= done) continue;
          for (const statement of migration.sql) sqlite.exec(statement);
          record.run(migration.hash, migration.folderMillis);
        }
        if (sqlite.prepare('select 1 from pragma_foreign_key_check limit 1').get())
          throw new Error('a migration left a reference to a row that is not there');
      })
      .immediate();
  } catch (cause) {
    throw new DatabaseRefusedError(
      'Your data could not be brought up to date for this version of Adiuva. Nothing of it was changed: the version that you had before still opens it.',
      { cause },
    );
  } finally {
    sqlite.pragma('foreign_keys = ON');
  }
}
