import { randomBytes } from 'node:crypto';
import { workspaceKeys } from '@adiuva/drizzle/cloud';
import { asc, inArray, notInArray } from 'drizzle-orm';
import type { Clock } from '#backend/clock.ts';
import type { NewId } from '#backend/ids.ts';
import type { Log } from '#backend/log.ts';
import type { Database, Sql } from './database.ts';
import type { Secrets } from './derived-keys.ts';
import { watchKeys } from './key-watch.ts';
import { createKeyWrapping, SecretMismatchError } from './key-wrapping.ts';
import { openBytes, SealError, sealBytes } from './sealed-bytes.ts';

/** What a content column and its neighbour hold. */
export interface SealedContent {
  contentEnc: Buffer;
  keyId: string;
}

/**
 * Encrypts and decrypts one workspace's content. `place` is `table:row`, and is part of what is checked. It may be held
 * for long: after a rotation it encrypts under the new key, and opens both.
 */
export interface ContentKey {
  /**
   * Under the newest key, or under `keyId`: two columns of one row share the row's key. Who gives `keyId` holds the row's
   * lock, or writes only if the row still has that key: a rotation may give it another at any moment.
   */
  seal(content: { place: string; value: unknown; keyId?: string }): SealedContent;
  /** The JSON value that was sealed. @throws SealError */
  open(content: { place: string } & SealedContent): unknown;
  /** Its JSON text. @throws SealError */
  openText(content: { place: string } & SealedContent): string;
  /** As `seal`, of bytes as they are. */
  sealBytes(content: { place: string; bytes: Buffer; keyId?: string }): SealedContent;
  /** The bytes that were sealed. @throws SealError */
  openBytes(content: { place: string } & SealedContent): Buffer;
}

export interface ContentKeys {
  /** @throws SecretMismatchError when a stored key was wrapped under a secret that is not known here. */
  check(): Promise<void>;
  /** Makes a new workspace's first key, in the caller's transaction. */
  create({ sql, workspaceId }: { sql: Sql; workspaceId: string }): Promise<void>;
  of(workspaceId: string): Promise<ContentKey>;
}

/** One workspace's keys, as far as they were ever loaded here. */
interface Ring {
  /** What was once read under a key that is gone by now is still opened. */
  opened: Map<string, Buffer>;
  /** The key that encrypts. */
  current: string;
  handle: ContentKey;
}

function createRing({ opened, current }: Pick<Ring, 'opened' | 'current'>): Ring {
  const ring: Ring = {
    opened,
    current,
    handle: {
      seal({ place, value, keyId = ring.current }) {
        return ring.handle.sealBytes({ place, bytes: Buffer.from(JSON.stringify(value)), keyId });
      },
      sealBytes({ place, bytes, keyId = ring.current }) {
        const key = ring.opened.get(keyId);
        if (!key) throw new SealError(place);
        return { contentEnc: sealBytes({ key, place, plain: bytes }), keyId };
      },
      open(content) {
        const value: unknown = JSON.parse(ring.handle.openText(content));
        return value;
      },
      openText: (content) => ring.handle.openBytes(content).toString('utf8'),
      openBytes({ place, contentEnc, keyId }) {
        const key = ring.opened.get(keyId);
        if (!key) throw new SealError(place);
        return openBytes({ key, place, sealed: contentEnc });
      },
    },
  };
  return ring;
}

/** Seconds of being awake after which nothing sealed earlier waits for a connection: the pool gives up after five. */
const SETTLE_SECONDS = 7;

/**
 * A key a workspace, wrapped by one derived from the secret. Opened keys stay in memory, and follow a rotation: see
 * `watchKeys` for how it knows that they did.
 */
export function createContentKeys({
  database,
  secrets,
  clock,
  newId,
  log,
}: {
  database: Database;
  secrets: Secrets;
  clock: Clock;
  newId: NewId;
  /** Hears of what could not be loaded; absent: nobody does. */
  log?: Log;
}): ContentKeys {
  const wrapping = createKeyWrapping({ secrets });
  const rings = new Map<string, Ring>();
  const loading = new Map<string, Promise<Ring>>();
  let settling = Promise.resolve();
  const watch = watchKeys({ database, clock, reload, settled: () => settling, ...(log ? { log } : {}) });

  /** Loads keys over the watch's own connection, which answers in order: the newest answer is taken last. */
  async function load({
    sql,
    workspaceIds,
  }: {
    sql: Sql;
    workspaceIds: string[];
  }): Promise<{ isChanged: boolean; isWhole: boolean }> {
    if (workspaceIds.length === 0) return { isChanged: false, isWhole: true };
    const rows = await sql
      .select()
      .from(workspaceKeys)
      .where(inArray(workspaceKeys.workspaceId, workspaceIds))
      .orderBy(asc(workspaceKeys.createdAt), asc(workspaceKeys.id));
    let isChanged = false;
    let isWhole = true;
    for (const workspaceId of workspaceIds) {
      const known = rings.get(workspaceId);
      const opened = known?.opened ?? new Map<string, Buffer>();
      let current = known?.current;
      for (const row of rows) {
        if (row.workspaceId !== workspaceId) continue;
        const contentKey = opened.get(row.id) ?? wrapping.unwrap(row);
        if (!contentKey) {
          isWhole = false;
          continue;
        }
        opened.set(row.id, contentKey);
        if (row.createdAt > 0) current = row.id;
      }
      if (current === undefined) continue;
      if (known && known.current !== current) isChanged = true;
      if (known) known.current = current;
      else rings.set(workspaceId, createRing({ opened, current }));
    }
    if (isChanged) settling = awake(SETTLE_SECONDS);
    return { isChanged, isWhole };
  }

  async function reload(sql: Sql): Promise<boolean> {
    const { isChanged, isWhole } = await load({ sql, workspaceIds: [...new Set([...rings.keys(), ...loading.keys()])] });
    if (!isWhole) throw new SecretMismatchError();
    return isChanged;
  }

  /** A process that is stopped is not awake: a second counts when the timer was heard. */
  async function awake(seconds: number): Promise<void> {
    for (let each = 0; each < seconds; each++) await new Promise<void>((resolve) => clock.after(1_000, resolve));
  }

  async function open(workspaceId: string): Promise<Ring> {
    const sql = await watch.sql();
    await load({ sql, workspaceIds: [workspaceId] });
    const ring = rings.get(workspaceId);
    if (ring) return ring;
    throw new SealError(
      `workspace ${workspaceId}: its key was wrapped under another ADIUVA_SECRET (set it as ADIUVA_SECRET_PREVIOUS)`,
    );
  }

  return {
    async check() {
      const [stranger] = await database.sql
        .select({ id: workspaceKeys.id })
        .from(workspaceKeys)
        .where(notInArray(workspaceKeys.wrappedBy, wrapping.names))
        .limit(1);
      if (stranger) throw new SecretMismatchError();
    },
    async create({ sql, workspaceId }) {
      const id = newId();
      const wrapped = wrapping.wrap({ id, contentKey: randomBytes(32) });
      await sql.insert(workspaceKeys).values({ id, workspaceId, ...wrapped, createdAt: clock.now() });
    },
    async of(workspaceId) {
      // While the watch is lost, keys may change unheard.
      await watch.sql();
      const known = rings.get(workspaceId);
      if (known) return known.handle;
      const asked = loading.get(workspaceId) ?? open(workspaceId).finally(() => loading.delete(workspaceId));
      loading.set(workspaceId, asked);
      return (await asked).handle;
    },
  };
}
