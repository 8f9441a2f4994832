import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { safeStorage } from 'electron';

const KEY_BYTES = 32;
/** In the device's part of the home: the key, wrapped by the system's own store of secrets. */
export const KEY_FILE = 'secrets.key';

/** Whether the system keeps what is wrapped from whoever reads the disk. On Linux without a keyring Electron would use a password that everybody knows. */
async function canWrap(platform: NodeJS.Platform): Promise<boolean> {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return false;
  return platform !== 'linux' || !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend());
}

async function unwrap(file: string): Promise<Buffer | undefined> {
  try {
    const { result } = await safeStorage.decryptStringAsync(readFileSync(file));
    const key = Buffer.from(result, 'base64');
    return key.length === KEY_BYTES ? key : undefined;
  } catch {
    // The keyring was reset, or the home came from another machine: what was sealed is lost.
    return undefined;
  }
}

/**
 * The key that seals this device's secrets: made at the first start, wrapped by the system (Keychain, DPAPI, libsecret or
 * KWallet). Undefined where the system has none of them; then the secrets' file is closed to other users, and no more.
 */
export async function openSecretsKey({
  folder,
  platform,
  log,
}: {
  folder: string;
  platform: NodeJS.Platform;
  log: (message: string) => void;
}): Promise<Buffer | undefined> {
  if (!(await canWrap(platform))) {
    log('this system keeps no secrets for programs; what Adiuva logs in with lies in a file that only you may read');
    return undefined;
  }
  const file = join(folder, KEY_FILE);
  if (existsSync(file)) {
    const kept = await unwrap(file);
    if (kept) return kept;
    log('the system does not open the key of this device’s secrets any more; log in again where you were logged in');
  }
  const key = randomBytes(KEY_BYTES);
  const next = `${file}.new`;
  rmSync(next, { force: true });
  writeFileSync(next, await safeStorage.encryptStringAsync(key.toString('base64')), { mode: 0o600, flush: true });
  renameSync(next, file);
  return key;
}
