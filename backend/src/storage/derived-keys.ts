import { createHash, hkdfSync } from 'node:crypto';

/** What a key is for. One label a purpose, so that no key serves two. */
export type KeyPurpose = 'access-token' | 'workspace-key';

/** The secret in use, and the one before it, accepted while secrets are rotated. */
export interface Secrets {
  current: Buffer;
  previous: Buffer | undefined;
}

/** Keys of one purpose, the one in use first: 32 bytes each. */
export function deriveKeys({ secrets, purpose }: { secrets: Secrets; purpose: KeyPurpose }): Buffer[] {
  const all = secrets.previous ? [secrets.current, secrets.previous] : [secrets.current];
  return all.map((secret) => Buffer.from(hkdfSync('sha256', secret, '', `adiuva/${purpose}/v1`, 32)));
}

/** A name for a key that tells nothing about it: the first 16 hexadecimal digits of its SHA-256. */
export function keyFingerprint(key: Buffer): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 16);
}
