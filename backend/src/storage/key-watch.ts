import { randomInt } from 'node:crypto';
import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import type { Clock } from '#backend/clock.ts';
import type { Log } from '#backend/log.ts';
import type { Database, Sql } from './database.ts';
import { connectionName, KEY_CHANNEL, readNotice } from './key-notices.ts';

const RETRY_MS = 1_000;
const TIMEOUT_MS = 5_000;
const MAX_NODE = 2 ** 31 - 1;

/** Keys changed while this process was away from the database: what it sealed before must not be written. */
export class StaleKeysError extends Error {
  /** PostgreSQL's own code for a connection that failed: whoever gets it tries again. */
  readonly code = '08006';

  constructor() {
    super('The content keys were rotated while the database was out of reach. Nothing was written. The same works now.');
    this.name = 'StaleKeysError';
  }
}

/** The one connection on which this process hears of keys. */
export interface KeyWatch {
  /** Speaks on that connection, which is opened first if it is not there. What is asked is answered in order. */
  sql(): Promise<Sql>;
}

/**
 * Hears of changes to keys, and says when they are taken up. Every connection of the pool is named, and before a new one
 * is used the watch is seen to be alive: so no connection can write while a rotation believes that this process is not
 * there, or that it has taken up what it has not.
 */
export function watchKeys({
  database,
  clock,
  log,
  reload,
  settled,
}: {
  database: Database;
  clock: Clock;
  log?: Log;
  /** Loads every key that is known here anew. Answers whether something is encrypted by another key from now on. */
  reload: (sql: Sql) => Promise<boolean>;
  /** Resolves when nothing that was sealed under an earlier key is on its way any more. */
  settled: () => Promise<void>;
}): KeyWatch {
  const node = randomInt(1, MAX_NODE);
  let current: { client: pg.Client; sql: Sql } | undefined;
  let opening: Promise<Sql> | undefined;
  let stopTimer: () => void = () => undefined;
  let isClosing = false;
  /** Keys changed unheard, and what was sealed before may still wait for a connection. */
  let isStale = false;

  async function open(): Promise<Sql> {
    const client = new pg.Client({
      ...database.client,
      keepAlive: true,
      connectionTimeoutMillis: TIMEOUT_MS,
      query_timeout: TIMEOUT_MS,
    });
    askInTurn(client);
    const sql = drizzle(client);
    const hear = createHearing({ client, sql });
    // What happens to the connection is told by the query that it happens to, and by its end.
    client.on('error', () => undefined);
    client.on('notification', ({ payload }) => void hear(payload ?? ''));
    client.once('end', () => {
      if (current?.client === client) lose();
    });
    try {
      await client.connect();
      await nameConnection(client);
      await client.query(`listen ${KEY_CHANNEL}`);
      if (await reload(sql)) {
        isStale = true;
        void settled().then(() => (isStale = false));
      }
      if (isClosing) throw new Error('the database is being let go');
      current = { client, sql };
      return sql;
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
  }

  async function ensure(): Promise<Sql> {
    if (current) return current.sql;
    opening ??= open().finally(() => (opening = undefined));
    return opening;
  }

  function lose(): void {
    current = undefined;
    if (isClosing) return;
    stopTimer();
    stopTimer = clock.after(RETRY_MS, () => {
      ensure().catch((error: unknown) => {
        log?.debug({ err: error }, 'the connection on which keys are told of is tried again');
        lose();
      });
    });
  }

  function createHearing({ client, sql }: { client: pg.Client; sql: Sql }): (payload: string) => Promise<void> {
    const busy = new Set<string>();
    let done: string | undefined;
    return async (payload) => {
      const notice = readNotice(payload);
      if (!notice || payload === done || busy.has(payload)) return;
      busy.add(payload);
      try {
        await reload(sql);
        if (notice.stage === 'settle') await settled();
        await client.query('select pg_advisory_unlock_all()');
        await client.query('select pg_advisory_lock_shared($1, $2)', [notice.barrier, node]);
        done = payload;
      } catch (error) {
        // Said again in a moment; until then the rotation waits.
        log?.warn({ err: error }, 'the content keys could not be loaded anew; their rotation waits for this backend');
      } finally {
        busy.delete(payload);
      }
    };
  }

  async function nameConnection(client: pg.ClientBase): Promise<void> {
    await client.query(`select set_config('application_name', $1, false)`, [connectionName(node)]);
  }

  database.attend({
    async opened(client) {
      await nameConnection(client);
      const watch = current;
      try {
        await watch?.client.query('select 1');
      } catch {
        if (current === watch) current = undefined;
        void watch?.client.end().catch(() => undefined);
      }
      await ensure();
      if (isStale) throw new StaleKeysError();
    },
    async closing() {
      isClosing = true;
      stopTimer();
      await Promise.allSettled([opening]);
      await current?.client.end().catch(() => undefined);
    },
  });

  return { sql: ensure };
}

/** Whoever asks on the one connection waits for who asked before: node-postgres is to be given one query at a time. */
function askInTurn(client: pg.Client): void {
  const query: (...question: unknown[]) => Promise<unknown> = client.query.bind(client);
  let last: Promise<unknown> = Promise.resolve();
  Object.assign(client, {
    query: (...question: unknown[]) => {
      const answer = last.then(() => query(...question));
      last = answer.catch(() => undefined);
      return answer;
    },
  });
}
