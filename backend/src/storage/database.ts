import { cloudMigrations } from '@adiuva/drizzle/migrations';
import { sql as statement } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import type { PgDatabase } from 'drizzle-orm/pg-core';
import type { NodePgQueryResultHKT } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import type { Log } from '#backend/log.ts';

/** Speaks SQL, inside a transaction or outside one. */
export type Sql = PgDatabase<NodePgQueryResultHKT>;

export interface Transaction {
  sql: Sql;
  /** Called once the transaction is committed, never when it is rolled back. */
  afterCommit(callback: () => void): void;
}

export interface Database {
  sql: Sql;
  /** How a connection of one's own reaches the same database. */
  client: pg.ClientConfig;
  /** Commits when `work` resolves, rolls back when it rejects. */
  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
  /** Rejects when the database does not answer. */
  ping(): Promise<void>;
  /** From now on its `opened` is awaited before a new connection is used, and its `closing` before they are let go. */
  attend(attendant: ConnectionAttendant): void;
  close(): Promise<void>;
}

/** Who must know of every connection that this process makes. */
export interface ConnectionAttendant {
  /** Rejects: the connection is not used, and who waited for it gets the reason. */
  opened(client: pg.ClientBase): Promise<void>;
  closing(): Promise<void>;
}

/** How to reach a PostgreSQL: an address, or a socket's folder. */
export type DatabaseAddress = { url: string } | { socketFolder: string; user: string; password: string; name: string };

/** The database cannot be used; the message names the reason, never the address. */
export class DatabaseOpenError extends Error {
  readonly code = 'database_unusable';

  constructor({ cause }: { cause: unknown }) {
    const reason = isDatabaseUnavailable(cause) ? `it does not answer (${codeOf(cause) ?? 'no reason given'})` : messageOf(cause);
    super(`The database cannot be used: ${reason}. Nothing was started. Check DATABASE_URL, and that PostgreSQL runs.`, {
      cause,
    });
    this.name = 'DatabaseOpenError';
  }
}

function messageOf(error: unknown): string {
  for (let each = error; each instanceof Error; each = each.cause) if (!(each.cause instanceof Error)) return each.message;
  return String(error);
}

/** Any number of backends may migrate one database at once: an advisory lock lets one do it. */
const MIGRATION_LOCK = 41_201_126;

/** Connects, and brings the schema up to date. */
export async function openDatabase({ address, log }: { address: DatabaseAddress; log: Log }): Promise<Database> {
  const target =
    'url' in address
      ? { connectionString: address.url }
      : {
          host: address.socketFolder,
          port: 5432,
          user: address.user,
          password: address.password,
          database: address.name,
          ssl: false,
        };
  const attendants: ConnectionAttendant[] = [];
  const pool = new pg.Pool({
    ...target,
    max: 16,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    // oxlint-disable-next-line typescript/no-misused-promises -- the pool waits for it, whatever its types say
    onConnect: async (client) => {
      for (const attendant of attendants) await attendant.opened(client);
    },
  });
  // A connection that dies is replaced by the next query; without these listeners it would end the process.
  const onLost = (error: Error): void => {
    if (!pool.ending) log.warn({ reason: error.message }, 'a database connection was lost');
  };
  pool.on('error', onLost);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const orm = drizzle(pool);
  try {
    await migrateOnce(pool);
  } catch (cause) {
    await pool.end();
    throw new DatabaseOpenError({ cause });
  }
  return {
    sql: orm,
    client: target,
    async transaction(work) {
      const callbacks: (() => void)[] = [];
      const result = await orm.transaction((sql) => work({ sql, afterCommit: (callback) => callbacks.push(callback) }));
      for (const callback of callbacks) callback();
      return result;
    },
    async ping() {
      await orm.execute(statement`select 1`);
    },
    attend: (attendant) => void attendants.push(attendant),
    async close() {
      await Promise.all(attendants.map((attendant) => attendant.closing()));
      await pool.end();
    },
  };
}

async function migrateOnce(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await migrate(drizzle(client), { migrationsFolder: cloudMigrations });
    await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]);
  } finally {
    // Nobody attends to this one: it is not used for anything else.
    client.release(true);
  }
}

/** The error, or what caused it, by the code that PostgreSQL or the system gave. */
function codeOf(error: unknown): string | undefined {
  for (let each = error; each instanceof Error; each = each.cause) {
    if ('code' in each && typeof each.code === 'string') return each.code;
  }
  return undefined;
}

/** True when a row like it is already there. */
export function isUniqueViolation(error: unknown): boolean {
  return codeOf(error) === '23505';
}

const UNAVAILABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  '57P01',
  '57P02',
  '57P03',
  '53300',
]);

/** True when the database did not answer, so that the same may work later. */
export function isDatabaseUnavailable(error: unknown): boolean {
  const code = codeOf(error);
  if (code !== undefined && (UNAVAILABLE.has(code) || code.startsWith('08') || code === '58030' || code === '53100')) return true;
  for (let each = error; each instanceof Error; each = each.cause) {
    if (/connection terminated|timeout exceeded when trying to connect|not queryable/i.test(each.message)) return true;
  }
  return false;
}
