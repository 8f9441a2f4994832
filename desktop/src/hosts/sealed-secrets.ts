import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Logger } from '#core/ports/logger.ts';
import type { Secrets } from '#core/ports/secrets.ts';

/** AES-256-GCM: its nonce and its tag, in bytes. */
const NONCE = 12;
const TAG = 16;
const MARK = 'sealed:1:';

function seal({ key, name, value }: { key: Buffer; name: string; value: string }): string {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(name));
  const text = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
  return MARK + Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64');
}

/** @throws Error when it was sealed by another key, under another name, or changed since */
function unseal({ key, name, sealed }: { key: Buffer; name: string; sealed: string }): string {
  const bytes = Buffer.from(sealed.slice(MARK.length), 'base64');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE), { authTagLength: TAG })
    .setAAD(Buffer.from(name))
    .setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
  return Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]).toString('utf8');
}

/**
 * Secrets that lie in `inner` sealed with `key` (32 bytes), which whoever made it keeps elsewhere. What lies there open is
 * read, and sealed as soon as it is: so a home moves from a host that cannot seal to one that can.
 */
export function sealSecrets({ inner, key, logger }: { inner: Secrets; key: Buffer; logger: Logger }): Secrets {
  return {
    get(name) {
      const kept = inner.get(name);
      if (kept === undefined) return undefined;
      if (!kept.startsWith(MARK)) {
        inner.set(name, seal({ key, name, value: kept }));
        return kept;
      }
      try {
        return unseal({ key, name, sealed: kept });
      } catch {
        logger.warn('a secret was sealed with another key; log in again');
        return undefined;
      }
    },
    set(name, value) {
      inner.set(name, seal({ key, name, value }));
    },
    delete: (name) => inner.delete(name),
  };
}

/** Secrets as a host without a key sees them: what another host sealed is as good as not there. */
export function passOverSealed(inner: Secrets): Secrets {
  return {
    get(name) {
      const kept = inner.get(name);
      return kept?.startsWith(MARK) ? undefined : kept;
    },
    set: (name, value) => inner.set(name, value),
    delete: (name) => inner.delete(name),
  };
}
