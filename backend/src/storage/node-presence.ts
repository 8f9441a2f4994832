import pg from 'pg';
import type { Clock } from '#backend/clock.ts';
import type { Log } from '#backend/log.ts';

/** First key of the advisory locks by which backend processes show that they live; the second comes from the node's id. */
export const PRESENCE_LOCK = 41_201_127;
const RETRY_MS = 250;

/** Shows every other backend of the same database that this process lives. */
export interface NodePresence {
  close(): Promise<void>;
}

/**
 * Holds an advisory lock on a connection of its own: when the process dies, however it dies, the system closes the
 * connection and the lock is gone at once. A stopped process keeps it; its leases stand still instead. Resolves when the
 * lock is held; a connection that is lost is made anew.
 */
export async function showPresence({
  client: target,
  node,
  clock,
  log,
}: {
  client: pg.ClientConfig;
  node: string;
  clock: Clock;
  log: Log;
}): Promise<NodePresence> {
  let connection: pg.Client | undefined;
  let stopTimer: () => void = () => undefined;
  let isClosed = false;

  async function hold(): Promise<void> {
    const client = new pg.Client({ ...target, application_name: `adiuva node ${node}`, keepAlive: true });
    client.on('error', () => undefined);
    client.once('end', () => {
      if (connection === client) connection = undefined;
      holdLater();
    });
    await client.connect();
    await client.query(`select pg_advisory_lock($1, hashtext($2) & 2147483647)`, [PRESENCE_LOCK, node]);
    connection = client;
    if (isClosed) await client.end();
  }

  function holdLater(): void {
    if (isClosed) return;
    stopTimer();
    stopTimer = clock.after(RETRY_MS, () => {
      hold().catch((error: unknown) => {
        log.debug({ err: error }, 'the connection that shows this process to others is tried again');
        holdLater();
      });
    });
  }

  await hold();
  return {
    async close() {
      isClosed = true;
      stopTimer();
      await connection?.end();
    },
  };
}
