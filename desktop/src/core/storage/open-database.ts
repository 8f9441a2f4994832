import Database from 'better-sqlite3';
import { drizzle, type BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { chmodSync, closeSync, openSync } from 'node:fs';
import { localMigrations } from '@adiuva/drizzle/migrations';

/** How long to wait for another process that reads or writes the file, in milliseconds. */
const BUSY_MS = 2_000;

/** Pages of the write-ahead log before they are copied into the database: 16 MiB. */
const CHECKPOINT_PAGES = 4_096;

/** The device's database: one connection, used by this process alone. */
export interface DeviceDatabase {
  db: BetterSQLite3Database & { $client: Database.Database };
  /**
   * One immediate transaction, on the disk when this returns. Inside another one it is a part of that: it is taken back
   * alone when `work` throws, and on the disk when the outer one is.
   */
  write<Result>(work: () => Result): Result;
  /**
   * The same without an fsync of its own: a killed process loses nothing by it, a power cut at most the last moments.
   * The next `write` brings it to the disk.
   */
  writeRelaxed<Result>(work: () => Result): Result;
  /** Runs `work` once the transaction that is open now is committed; at once outside of one. */
  afterCommit(work: () => void): void;
  close(): void;
}

/**
 * Opens `file` (mode 0600, made when missing) and brings its tables up to date.
 * @param onFault told when something that waited for a commit failed: what is committed stays committed
 */
export function openDatabase({ file, onFault }: { file: string; onFault: (cause: unknown) => void }): DeviceDatabase {
  // SQLite gives its side files the mode of the file itself.
  closeSync(openSync(file, 'a', 0o600));
  chmodSync(file, 0o600);
  const sqlite = new Database(file, { timeout: BUSY_MS });
  sqlite.pragma('journal_mode = WAL');
  sqlite.pragma('synchronous = FULL');
  sqlite.pragma('foreign_keys = ON');
  sqlite.pragma('cache_size = -32000');
  // Many small commits rewrite the same few pages: copying them back less often costs less.
  sqlite.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  const db = drizzle(sqlite);
  migrate(db, { migrationsFolder: localMigrations });
  // Between durable writes, whose own cost hides that of switching.
  sqlite.pragma('synchronous = NORMAL');

  let committed: (() => void)[] = [];
  // Made once: what it makes for every nesting is not free.
  const inTransaction = sqlite.transaction((work: () => void) => work());

  function tell(run: () => void): void {
    try {
      run();
    } catch (cause) {
      onFault(cause);
    }
  }

  function transaction<Result>(work: () => Result): Result {
    const isOutermost = !sqlite.inTransaction;
    const known = isOutermost ? 0 : committed.length;
    const outcome: { result?: Result } = {};
    const run = (): void => {
      outcome.result = work();
    };
    try {
      if (isOutermost) inTransaction.immediate(run);
      else inTransaction(run);
    } catch (cause) {
      committed.length = known;
      throw cause;
    }
    if (isOutermost) for (const run of committed.splice(0)) tell(run);
    // It was set, or `work` has thrown.
    return outcome.result as Result;
  }

  return {
    db,
    write(work) {
      if (sqlite.inTransaction) return transaction(work);
      sqlite.pragma('synchronous = FULL');
      try {
        return transaction(work);
      } finally {
        sqlite.pragma('synchronous = NORMAL');
      }
    },
    writeRelaxed: transaction,
    afterCommit(work) {
      if (sqlite.inTransaction) committed.push(work);
      else work();
    },
    close() {
      sqlite.close();
    },
  };
}
