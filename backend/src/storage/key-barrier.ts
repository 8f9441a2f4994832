import { randomInt } from 'node:crypto';
import type pg from 'pg';
import { KEY_CHANNEL, readConnectionName, writeNotice, type KeyNotice } from './key-notices.ts';

/** Advisory locks of other kinds have smaller numbers. */
const [FIRST_BARRIER, LAST_BARRIER] = [2 ** 30, 2 ** 31 - 1];

/** A backend that has not answered a notice. */
export interface SilentBackend {
  /** Of its connections, as PostgreSQL numbers them. */
  pids: number[];
  /** Where it connects from; null: the same machine, by a socket. */
  address: string | null;
}

export function newNotice(stage: KeyNotice['stage']): KeyNotice {
  return { stage, barrier: randomInt(FIRST_BARRIER, LAST_BARRIER) };
}

/** Tells every backend; one that has answered does nothing more. */
export async function sayNotice({ client, notice }: { client: pg.ClientBase; notice: KeyNotice }): Promise<void> {
  await client.query('select pg_notify($1, $2)', [KEY_CHANNEL, writeNotice(notice)]);
}

/**
 * Backends that are connected, by any connection at all, and have not answered. A stopped one stays connected, and one
 * whose connections are gone learns of the keys before it gets a new one: none at all means that each has taken it up.
 */
export async function listSilentBackends({
  client,
  notice,
}: {
  client: pg.ClientBase;
  notice: KeyNotice;
}): Promise<SilentBackend[]> {
  const { rows } = await client.query<{ pid: number; name: string; address: string | null }>(
    `select pid, application_name as name, host(client_addr) as address from pg_stat_activity
      where datname = current_database() and application_name like 'adiuva backend %'`,
  );
  const answers = await client.query<{ node: number }>(
    `select objid::bigint::int as node from pg_locks
      where locktype = 'advisory' and granted and objsubid = 2 and classid = $1::bigint::oid
        and database = (select oid from pg_database where datname = current_database())`,
    [notice.barrier],
  );
  const answered = new Set(answers.rows.map(({ node }) => node));
  const silent = new Map<number, SilentBackend>();
  for (const { pid, name, address } of rows) {
    const node = readConnectionName(name);
    if (node === undefined || answered.has(node)) continue;
    const known = silent.get(node);
    if (known) known.pids.push(pid);
    else silent.set(node, { pids: [pid], address });
  }
  return [...silent.values()];
}

/** Transactions of backends that are open now. */
export async function listOpenTransactions({ client }: { client: pg.ClientBase }): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ id: string }>(
    `select virtualtransaction as id from pg_locks join pg_stat_activity using (pid)
      where locktype = 'virtualxid' and granted
        and datname = current_database() and application_name like 'adiuva backend %'`,
  );
  return new Set(rows.map(({ id }) => id));
}
