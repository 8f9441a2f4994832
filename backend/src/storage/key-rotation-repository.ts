import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import type { KeyWrapping, WrappedKey } from './key-wrapping.ts';
import { sealedTables } from './sealed-tables.ts';

const ROTATION_LOCK = 41_201_128;
/** Keys that are written in one statement. */
const KEYS = 500;

/** A stored key. `createdAt` 0: it was made by a rotation, and does not encrypt before every backend knows it. */
export interface StoredKey extends WrappedKey {
  workspaceId: string;
  createdAt: number;
}

/** Lets one rotation work on a database, as long as `client` is connected. False: another one does. */
export async function lockRotation({ client }: { client: pg.ClientBase }): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>('select pg_try_advisory_lock($1) as locked', [ROTATION_LOCK]);
  return rows[0]?.locked === true;
}

/** Every key, oldest first; one that does not encrypt yet comes last. */
export async function listKeys({ client }: { client: pg.ClientBase }): Promise<StoredKey[]> {
  const { rows } = await client.query<StoredKey>(
    `select id, workspace_id as "workspaceId", wrapped_key as "wrappedKey", wrapped_by as "wrappedBy",
        created_at::float8 as "createdAt"
      from workspace_keys order by created_at = 0, created_at, id`,
  );
  return rows;
}

/** Wraps these keys under the secret in use, all of them or none. The keys themselves stay what they are. */
export async function rewrapKeys({
  client,
  wrapping,
  keys,
}: {
  client: pg.ClientBase;
  wrapping: KeyWrapping;
  keys: { id: string; contentKey: Buffer }[];
}): Promise<void> {
  await inTransaction({
    client,
    work: async () => {
      for (let from = 0; from < keys.length; from += KEYS) {
        const wrapped = keys.slice(from, from + KEYS).map((key) => ({ id: key.id, ...wrapping.wrap(key) }));
        await client.query(
          `update workspace_keys stored set wrapped_key = fresh.wrapped_key, wrapped_by = fresh.wrapped_by
            from unnest($1::text[], $2::bytea[], $3::text[]) as fresh(id, wrapped_key, wrapped_by) where stored.id = fresh.id`,
          [wrapped.map(({ id }) => id), wrapped.map(({ wrappedKey }) => wrappedKey), wrapped.map(({ wrappedBy }) => wrappedBy)],
        );
      }
    },
  });
}

/**
 * Makes a new key for each of these workspaces, all or none, so that what has two keys tells how far a rotation came. They
 * do not encrypt yet.
 */
export async function insertNewKeys({
  client,
  wrapping,
  workspaceIds,
  newId,
}: {
  client: pg.ClientBase;
  wrapping: KeyWrapping;
  workspaceIds: string[];
  newId: () => string;
}): Promise<void> {
  await inTransaction({
    client,
    work: async () => {
      for (let from = 0; from < workspaceIds.length; from += KEYS) {
        const keys = workspaceIds.slice(from, from + KEYS).map((workspaceId) => {
          const id = newId();
          return { id, workspaceId, ...wrapping.wrap({ id, contentKey: randomBytes(32) }) };
        });
        // A workspace that went meanwhile gets none.
        await client.query(
          `insert into workspace_keys (id, workspace_id, wrapped_key, wrapped_by, created_at)
            select fresh.id, fresh.workspace_id, fresh.wrapped_key, fresh.wrapped_by, 0
            from unnest($1::text[], $2::text[], $3::bytea[], $4::text[]) as fresh(id, workspace_id, wrapped_key, wrapped_by)
            join workspaces on workspaces.id = fresh.workspace_id`,
          [
            keys.map(({ id }) => id),
            keys.map(({ workspaceId }) => workspaceId),
            keys.map(({ wrappedKey }) => wrappedKey),
            keys.map(({ wrappedBy }) => wrappedBy),
          ],
        );
      }
    },
  });
}

/** From now on the new keys encrypt: each is later than every other of its workspace, whatever the clock says. */
export async function startNewKeys({ client, at }: { client: pg.ClientBase; at: number }): Promise<void> {
  await client.query(
    `update workspace_keys fresh set created_at = greatest($1::bigint,
        (select max(other.created_at) + 1 from workspace_keys other where other.workspace_id = fresh.workspace_id))
      where fresh.created_at = 0`,
    [at],
  );
}

/** Deletes those of these keys that no content refers to. `left`: how many are still there. */
export async function deleteUnusedKeys({
  client,
  keyIds,
}: {
  client: pg.ClientBase;
  keyIds: string[];
}): Promise<{ deleted: number; left: number }> {
  const isUnused = sealedTables.map(({ name }) => `not exists (select 1 from ${name} where ${name}.key_id = unused.id)`);
  const { rowCount } = await client.query(
    `delete from workspace_keys unused where unused.id = any($1) and ${isUnused.join(' and ')}`,
    [keyIds],
  );
  const { rows } = await client.query('select id from workspace_keys where id = any($1)', [keyIds]);
  return { deleted: rowCount ?? 0, left: rows.length };
}

async function inTransaction({ client, work }: { client: pg.ClientBase; work: () => Promise<void> }): Promise<void> {
  await client.query('begin');
  try {
    await work();
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}
