import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The home's own secret cannot be used. */
export class SecretFileError extends Error {
  readonly code = 'bad_secret_file';

  constructor(file: string) {
    super(
      `${file} holds fewer than 32 bytes, so it is not the secret that was made here. Nothing was changed. Put the right file back, or set ADIUVA_SECRET.`,
    );
    this.name = 'SecretFileError';
  }
}

/** The secret that this home made for itself, once; a file that only its owner can read. */
export function openSecretFile({ folder }: { folder: string }): Buffer {
  const file = join(folder, 'secret');
  if (!existsSync(file)) {
    const fresh = `${file}.new`;
    writeFileSync(fresh, `${randomBytes(48).toString('base64url')}\n`, { mode: 0o600, flush: true });
    renameSync(fresh, file);
  }
  chmodSync(file, 0o600);
  const secret = Buffer.from(readFileSync(file, 'utf8').trim(), 'utf8');
  if (secret.length < 32) throw new SecretFileError(file);
  return secret;
}
