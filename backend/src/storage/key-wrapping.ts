import type { workspaceKeys } from '@adiuva/drizzle/cloud';
import { deriveKeys, keyFingerprint, type Secrets } from './derived-keys.ts';
import { openBytes, sealBytes } from './sealed-bytes.ts';

export type WrappedKey = Pick<typeof workspaceKeys.$inferSelect, 'id' | 'wrappedKey' | 'wrappedBy'>;

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

/** Wraps workspaces' content keys by a key made from the secret. */
export interface KeyWrapping {
  /** Names of the wrapping keys that are known, the one in use first. */
  names: [string, ...string[]];
  /** Under the secret in use. `contentKey`: 32 bytes. */
  wrap(key: { id: string; contentKey: Buffer }): Pick<WrappedKey, 'wrappedKey' | 'wrappedBy'>;
  /**
   * The content key; undefined: it was wrapped under a secret that is not known here.
   * @throws SealError when the bytes are damaged.
   */
  unwrap(row: WrappedKey): Buffer | undefined;
}

const placeOf = (id: string): string => `workspace_keys:${id}`;

/** What the secret, and the one before it, wrap and open. */
export function createKeyWrapping({ secrets }: { secrets: Secrets }): KeyWrapping {
  const [newest, ...older] = deriveKeys({ secrets, purpose: 'workspace-key' }).map((key) => ({ key, name: keyFingerprint(key) }));
  if (!newest) throw new Error('no wrapping key');
  const known = new Map([newest, ...older].map(({ key, name }) => [name, key]));
  return {
    names: [newest.name, ...older.map(({ name }) => name)],
    wrap: ({ id, contentKey }) => ({
      wrappedKey: sealBytes({ key: newest.key, place: placeOf(id), plain: contentKey }),
      wrappedBy: newest.name,
    }),
    unwrap({ id, wrappedKey, wrappedBy }) {
      const key = known.get(wrappedBy);
      return key && openBytes({ key, place: placeOf(id), sealed: wrappedKey });
    },
  };
}
