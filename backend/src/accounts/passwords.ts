import { hash, verify } from '@node-rs/argon2';

/** Argon2id with OWASP's parameters: 19 MiB, two passes, one lane. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function hashPassword(password: string): Promise<string> {
  return hash(password, PARAMETERS);
}

let dummy: Promise<string> | undefined;

/**
 * True when the password opens the hash. Without a hash it takes as long and answers false, so that time does not tell
 * which addresses have an account.
 */
export async function passwordFits({
  password,
  passwordHash,
}: {
  password: string;
  passwordHash: string | undefined;
}): Promise<boolean> {
  dummy ??= hashPassword('no account has this password');
  const fits = await verify(passwordHash ?? (await dummy), password);
  return fits && passwordHash !== undefined;
}
