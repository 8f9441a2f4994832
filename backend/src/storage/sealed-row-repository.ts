import type pg from 'pg';
import { openBytes, SealError, sealBytes } from './sealed-bytes.ts';
import type { RowKey, SealedTable } from './sealed-tables.ts';

/** Where a pass over a table stands. */
export interface ResealedBatch {
  /** The last row that was looked at; undefined: the pass is over. */
  last: RowKey | undefined;
  resealed: number;
  /** Places whose bytes did not open under their key. They were left as they are. */
  unreadable: string[];
}

/**
 * Encrypts up to `limit` rows after `after` anew, in one transaction: those under one of `retired`, each under the key
 * that replaces it. Rows that somebody else has locked are left for a later pass, so that nobody is waited for.
 */
export async function resealRows({
  client,
  table,
  after,
  limit,
  retired,
  keys,
}: {
  client: pg.ClientBase;
  table: SealedTable;
  after: RowKey | undefined;
  limit: number;
  /** By the id of an old key: the id of the key that replaces it. */
  retired: ReadonlyMap<string, string>;
  /** Both kinds, opened. */
  keys: ReadonlyMap<string, Buffer>;
}): Promise<ResealedBatch> {
  await client.query('begin');
  try {
    const rows = await lockRows({ client, table, after, limit, retired: [...retired.keys()] });
    const unreadable: string[] = [];
    const resealed = rows.flatMap((row) => {
      const from = keys.get(row.keyId);
      const replacement = retired.get(row.keyId);
      const to = replacement === undefined ? undefined : keys.get(replacement);
      if (!from || replacement === undefined || !to) throw new Error(`key ${row.keyId} is not there`);
      try {
        const values = table.columns.map(({ place }, index) => {
          const sealed = row.values[index];
          const at = place(row.key);
          return sealed ? sealBytes({ key: to, place: at, plain: openBytes({ key: from, place: at, sealed }) }) : null;
        });
        return [{ key: row.key, values, keyId: replacement }];
      } catch (error) {
        if (!(error instanceof SealError)) throw error;
        unreadable.push(`${table.name}:${row.key.join(':')}`);
        return [];
      }
    });
    if (resealed.length > 0) await writeRows({ client, table, rows: resealed });
    await client.query('commit');
    return { last: rows.length < limit ? undefined : rows.at(-1)?.key, resealed: resealed.length, unreadable };
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

/** How many rows of a table are under one of these keys. */
export async function countRowsUnder({
  client,
  table,
  keyIds,
}: {
  client: pg.ClientBase;
  table: SealedTable;
  keyIds: string[];
}): Promise<number> {
  const { rows } = await client.query<{ rows: number }>(
    `select count(*)::float8 as rows from ${table.name} where key_id = any($1)`,
    [keyIds],
  );
  return rows[0]?.rows ?? 0;
}

interface SealedRow {
  key: RowKey;
  values: (Buffer | null)[];
  keyId: string;
}

async function lockRows({
  client,
  table,
  after,
  limit,
  retired,
}: {
  client: pg.ClientBase;
  table: SealedTable;
  after: RowKey | undefined;
  limit: number;
  retired: string[];
}): Promise<SealedRow[]> {
  const key = table.primaryKey.map(({ column }) => column).join(', ');
  const columns = table.columns.map(({ column }) => column).join(', ');
  const rest = after ? `and (${key}) > (${after.map((_, index) => `$${index + 3}`).join(', ')})` : '';
  const { rows } = await client.query<unknown[]>({
    text: `select ${key}, ${columns}, key_id from ${table.name}
      where key_id = any($1) ${rest} order by ${key} limit $2 for no key update skip locked`,
    values: [retired, limit, ...(after ?? [])],
    rowMode: 'array',
  });
  const keyLength = table.primaryKey.length;
  return rows.map((row) => ({
    key: row.slice(0, keyLength) as RowKey,
    values: row.slice(keyLength, -1) as (Buffer | null)[],
    keyId: String(row.at(-1)),
  }));
}

/** One statement for all of them. */
async function writeRows({
  client,
  table,
  rows,
}: {
  client: pg.ClientBase;
  table: SealedTable;
  rows: SealedRow[];
}): Promise<void> {
  const fields = [
    ...table.primaryKey.map(({ type }, index) => ({
      name: `k${index}`,
      type,
      values: rows.map(({ key }) => key[index]) as unknown[],
    })),
    ...table.columns.map((_, index) => ({ name: `c${index}`, type: 'bytea', values: rows.map(({ values }) => values[index]) })),
    { name: 'key_id', type: 'text', values: rows.map(({ keyId }) => keyId) },
  ];
  const set = [...table.columns.map(({ column }, index) => `${column} = fresh.c${index}`), 'key_id = fresh.key_id'];
  const match = table.primaryKey.map(({ column }, index) => `stored.${column} = fresh.k${index}`);
  await client.query(
    `update ${table.name} stored set ${set.join(', ')}
      from unnest(${fields.map(({ type }, index) => `$${index + 1}::${type}[]`).join(', ')})
        as fresh(${fields.map(({ name }) => name).join(', ')})
      where ${match.join(' and ')}`,
    fields.map(({ values }) => values),
  );
}
