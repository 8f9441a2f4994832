import Database from 'better-sqlite3';
import { drizzle, type BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { chmodSync, closeSync, openSync } from 'node:fs';
import { migrateDatabase, schemaAge } from './migrate-database.ts';
import { StorageFaultError, storageFaultOf, type StorageFault } from './storage-fault.ts';

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
  /** Why the last write was refused by the disk; undefined while it takes them. */
  storageFault(): StorageFault | undefined;
  close(): void;
}

/**
 * Opens `file` (mode 0600, made when missing) and brings its tables up to date.
 * @param onFault told when something that waited for a commit failed: what is committed stays committed
 * @param onStorage told when the disk takes no more writes, and when it does again
 * @param beforeMigration called before the tables of a file with content are changed; when it throws, nothing is
 * @throws DatabaseRefusedError
 */
export function openDatabase({
  file,
  onFault,
  onStorage = () => undefined,
  beforeMigration = () => undefined,
}: {
  file: string;
  onFault: (cause: unknown) => void;
  onStorage?: (fault: StorageFault | undefined) => void;
  beforeMigration?: (sqlite: Database.Database) => void;
}): DeviceDatabase {
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
  try {
    const age = schemaAge(sqlite);
    if (age === 'older') beforeMigration(sqlite);
    if (age !== 'current') migrateDatabase(sqlite);
  } catch (cause) {
    sqlite.close();
    throw cause;
  }
  // Between durable writes, whose own cost hides that of switching.
  sqlite.pragma('synchronous = NORMAL');

  /** How many transactions of ours are open, one in another. */
  let depth = 0;
  /** Why SQLite took back the open transaction, the first cause first: it does so by itself when the disk is full. */
  const lost: { cause: unknown }[] = [];
  let storage: StorageFault | undefined;
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

  const changes = (): unknown => sqlite.prepare('select total_changes()').pluck().get();

  function setStorage(next: StorageFault | undefined): void {
    if (next?.kind === storage?.kind) return;
    storage = next;
    tell(() => onStorage(next));
  }

  /** Runs a part of the open transaction, which may be gone by now: then no other part is done either. */
  function part(run: () => void): void {
    if (lost[0]) throw lost[0].cause;
    try {
      inTransaction(run);
    } catch (cause) {
      if (!sqlite.inTransaction) lost.push({ cause });
      throw cause;
    }
  }

  function whole(run: () => void): void {
    lost.length = 0;
    const before = storage && changes();
    try {
      inTransaction.immediate(() => {
        run();
        if (lost[0]) throw lost[0].cause;
      });
    } catch (cause) {
      const fault = storageFaultOf(lost[0]?.cause) ?? storageFaultOf(cause);
      if (!fault) throw cause;
      setStorage(fault);
      throw new StorageFaultError(fault, { cause });
    } finally {
      lost.length = 0;
    }
    // Only what wrote something shows that the disk takes it again.
    if (before !== undefined && changes() !== before) setStorage(undefined);
  }

  function transaction<Result>(work: () => Result): Result {
    const isOutermost = depth === 0;
    const known = isOutermost ? 0 : committed.length;
    const outcome: { result?: Result } = {};
    const run = (): void => {
      outcome.result = work();
    };
    depth += 1;
    try {
      if (isOutermost) whole(run);
      else part(run);
    } catch (cause) {
      committed.length = known;
      throw cause;
    } finally {
      depth -= 1;
    }
    if (isOutermost) for (const run of committed.splice(0)) tell(run);
    // It was set, or `work` has thrown.
    return outcome.result as Result;
  }

  return {
    db,
    write(work) {
      if (depth > 0) return transaction(work);
      sqlite.pragma('synchronous = FULL');
      try {
        return transaction(work);
      } finally {
        sqlite.pragma('synchronous = NORMAL');
      }
    },
    writeRelaxed: transaction,
    afterCommit(work) {
      if (depth > 0) committed.push(work);
      else work();
    },
    storageFault: () => storage,
    close() {
      sqlite.close();
    },
  };
}
