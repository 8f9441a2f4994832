import { createCipheriv, createDecipheriv, createSecretKey, randomBytes, type KeyObject } from 'node:crypto';

const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Stored bytes that do not open: another key, another place, or damage. */
export class SealError extends Error {
  readonly code = 'unreadable_content';

  constructor(place: string, options?: ErrorOptions) {
    super(`What is stored at ${place} cannot be decrypted. It was kept as it is.`, options);
    this.name = 'SealError';
  }
}

const keyObjects = new WeakMap<Buffer, KeyObject>();

/** A key as the ciphers want it: made of its bytes anew each time, it would cost more than the encryption. */
function toKeyObject(key: Buffer): KeyObject {
  const known = keyObjects.get(key);
  if (known) return known;
  const made = createSecretKey(key);
  keyObjects.set(key, made);
  return made;
}

/**
 * AES-256-GCM: version, nonce, tag, ciphertext. `place` (table and row) is bound to the bytes, so that they open nowhere
 * else.
 */
export function sealBytes({ key, place, plain }: { key: Buffer; place: string; plain: Buffer }): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', toKeyObject(key), nonce).setAAD(Buffer.from(place));
  const body = [cipher.update(plain), cipher.final()];
  return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), ...body]);
}

/** @throws SealError */
export function openBytes({ key, place, sealed }: { key: Buffer; place: string; sealed: Buffer }): Buffer {
  if (sealed[0] !== VERSION || sealed.length < 1 + NONCE_BYTES + TAG_BYTES) throw new SealError(place);
  const nonce = sealed.subarray(1, 1 + NONCE_BYTES);
  const tag = sealed.subarray(1 + NONCE_BYTES, 1 + NONCE_BYTES + TAG_BYTES);
  try {
    const decipher = createDecipheriv('aes-256-gcm', toKeyObject(key), nonce, { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(place))
      .setAuthTag(tag);
    return Buffer.concat([decipher.update(sealed.subarray(1 + NONCE_BYTES + TAG_BYTES)), decipher.final()]);
  } catch (cause) {
    throw new SealError(place, { cause });
  }
}
