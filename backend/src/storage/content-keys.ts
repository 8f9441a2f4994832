import { randomBytes } from 'node:crypto';
import { workspaceKeys } from '@adiuva/drizzle/cloud';
import { desc, eq, notInArray } from 'drizzle-orm';
import type { Clock } from '#backend/clock.ts';
import type { NewId } from '#backend/ids.ts';
import type { Database, Sql } from './database.ts';
import { deriveKeys, keyFingerprint, type Secrets } from './derived-keys.ts';
import { openBytes, SealError, sealBytes } from './sealed-bytes.ts';

/** What a content column and its neighbour hold. */
export interface SealedContent {
  contentEnc: Buffer;
  keyId: string;
}

/** Encrypts and decrypts one workspace's content. `place` is `table:row`, and is part of what is checked. */
export interface ContentKey {
  /** Under the newest key, or under `keyId`: two columns of one row share the row's key. */
  seal(content: { place: string; value: unknown; keyId?: string }): SealedContent;
  /** The JSON value that was sealed. @throws SealError */
  open(content: { place: string } & SealedContent): unknown;
}

export interface ContentKeys {
  /** @throws SecretMismatchError when a stored key was wrapped under a secret that is not known here. */
  check(): Promise<void>;
  /** Makes a new workspace's first key, in the caller's transaction. */
  create({ sql, workspaceId }: { sql: Sql; workspaceId: string }): Promise<void>;
  of(workspaceId: string): Promise<ContentKey>;
}

/** The database's keys were wrapped under another secret than the one that is set. */
export class SecretMismatchError extends Error {
  readonly code = 'secret_mismatch';

  constructor() {
    super(
      'This database was written under another ADIUVA_SECRET, so its content cannot be read. Nothing was changed. Set the right ADIUVA_SECRET, or the old one as ADIUVA_SECRET_PREVIOUS.',
    );
    this.name = 'SecretMismatchError';
  }
}

/** A key a workspace, wrapped by one derived from the secret. Opened keys stay in memory. */
export function createContentKeys({
  database,
  secrets,
  clock,
  newId,
}: {
  database: Database;
  secrets: Secrets;
  clock: Clock;
  newId: NewId;
}): ContentKeys {
  const wrapping = deriveKeys({ secrets, purpose: 'workspace-key' }).map((key) => ({ key, name: keyFingerprint(key) }));
  const [newest] = wrapping;
  if (!newest) throw new Error('no wrapping key');
  const opened = new Map<string, Promise<ContentKey>>();

  const placeOf = (id: string): string => `workspace_keys:${id}`;

  async function load(workspaceId: string): Promise<ContentKey> {
    const rows = await database.sql
      .select()
      .from(workspaceKeys)
      .where(eq(workspaceKeys.workspaceId, workspaceId))
      .orderBy(desc(workspaceKeys.createdAt));
    const keys = new Map<string, Buffer>();
    for (const row of rows) {
      const wrapper = wrapping.find((each) => each.name === row.wrappedBy);
      if (wrapper) keys.set(row.id, openBytes({ key: wrapper.key, place: placeOf(row.id), sealed: row.wrappedKey }));
    }
    const current = rows.find((row) => keys.has(row.id))?.id;
    if (current === undefined) {
      throw new SealError(
        `workspace ${workspaceId}: its key was wrapped under another ADIUVA_SECRET (set it as ADIUVA_SECRET_PREVIOUS)`,
      );
    }
    return {
      seal: ({ place, value, keyId = current }) => {
        const key = keys.get(keyId);
        if (!key) throw new SealError(place);
        return { contentEnc: sealBytes({ key, place, plain: Buffer.from(JSON.stringify(value)) }), keyId };
      },
      open: ({ place, contentEnc, keyId }) => {
        const key = keys.get(keyId);
        if (!key) throw new SealError(place);
        const value: unknown = JSON.parse(openBytes({ key, place, sealed: contentEnc }).toString('utf8'));
        return value;
      },
    };
  }

  return {
    async check() {
      const names = wrapping.map((each) => each.name);
      const [stranger] = await database.sql
        .select({ id: workspaceKeys.id })
        .from(workspaceKeys)
        .where(notInArray(workspaceKeys.wrappedBy, names))
        .limit(1);
      if (stranger) throw new SecretMismatchError();
    },
    async create({ sql, workspaceId }) {
      const id = newId();
      await sql.insert(workspaceKeys).values({
        id,
        workspaceId,
        wrappedKey: sealBytes({ key: newest.key, place: placeOf(id), plain: randomBytes(32) }),
        wrappedBy: newest.name,
        createdAt: clock.now(),
      });
    },
    of(workspaceId) {
      const known = opened.get(workspaceId);
      if (known) return known;
      const loading = load(workspaceId);
      opened.set(workspaceId, loading);
      loading.catch(() => opened.delete(workspaceId));
      return loading;
    },
  };
}
