import { tokensSchema } from '@adiuva/shared-protocol';
import { z } from 'zod';
import type { Clock } from '#core/clock.ts';
import { DeviceError } from '#core/device-error.ts';
import { AccessEndedError, type AccessTokens } from '#core/ports/access-tokens.ts';
import type { Logger } from '#core/ports/logger.ts';
import type { Secrets } from '#core/ports/secrets.ts';
import { destinationOf, type RemoteAccount } from './backend-choice.ts';
import type { BackendHttp } from './backend-http.ts';

/** The name of the tokens among the secrets. */
const SECRET = 'backend_tokens';

/** An access token lives 15 minutes; a minute before that it is no longer begun with. */
const FRESH_MS = 14 * 60_000;

/** A token that is refused so soon after it was made was not refused for its age. */
const TOO_SOON_MS = 60_000;

/** How long a backend may take to hear that we leave, in milliseconds. */
const FAREWELL_MS = 5_000;

const keptSchema = z.object({
  /** Whose they are: another's are never sent. */
  destination: z.string(),
  access_token: z.string(),
  refresh_token: z.string(),
  obtained_at: z.number(),
});
type Kept = z.infer<typeof keptSchema>;

const refreshedSchema = tokensSchema.pick({ access_token: true, refresh_token: true });

/** A log-in at a remote backend: its tokens, kept and renewed. */
export interface RemoteSession extends AccessTokens {
  account: RemoteAccount;
  /** Keeps nothing any more. Tokens that a later log-in has put in the place of its own stay. */
  forget(): void;
  /** Tells the backend that it is over, as well as can be done; after `forget`. */
  sayGoodbye(): Promise<void>;
}

export interface SessionPowers {
  secrets: Secrets;
  http: BackendHttp;
  clock: Clock;
  logger: Logger;
}

function readKept(secrets: Secrets): Kept | undefined {
  const text = secrets.get(SECRET);
  if (text === undefined) return undefined;
  try {
    return keptSchema.parse(JSON.parse(text));
  } catch {
    // As good as none: the user logs in again.
    return undefined;
  }
}

/** Keeps the tokens of a log-in that was just made. Answers what puts back what was there before. */
export function keepTokens({
  account,
  tokens,
  secrets,
  clock,
}: Pick<SessionPowers, 'secrets' | 'clock'> & {
  account: RemoteAccount;
  tokens: z.infer<typeof refreshedSchema>;
}): () => void {
  const before = secrets.get(SECRET);
  const kept: Kept = { destination: destinationOf(account), ...refreshedSchema.parse(tokens), obtained_at: clock.now() };
  secrets.set(SECRET, JSON.stringify(kept));
  return () => {
    if (before === undefined) secrets.delete(SECRET);
    else secrets.set(SECRET, before);
  };
}

/** Forgets tokens that no account needs, as a process that was killed may have left them. */
export function dropTokens(secrets: Secrets): void {
  secrets.delete(SECRET);
}

/**
 * A refresh token is good for one use. Its successor is on the disk before anything else is done with it; a process that
 * is killed, or an answer that is lost, just between the backend's turn and that, ends the log-in: the user is asked to
 * log in again, and nothing else is lost.
 */
export function openRemoteSession({
  account,
  secrets,
  http,
  clock,
  logger,
}: SessionPowers & { account: RemoteAccount }): RemoteSession {
  const { host } = new URL(account.url);
  const found = readKept(secrets);
  let kept = found?.destination === destinationOf(account) ? found : undefined;
  let forgotten = false;
  let doubted: string | undefined;
  let renewing: Promise<string> | undefined;

  function ended(): AccessEndedError {
    return new AccessEndedError(`Your log-in at ${host} has ended. Log in again in Settings; your data is here and works.`);
  }

  function end(): AccessEndedError {
    kept = undefined;
    if (!forgotten) secrets.delete(SECRET);
    return ended();
  }

  function keep(next: Kept): void {
    kept = next;
    if (forgotten) return;
    try {
      secrets.set(SECRET, JSON.stringify(next));
    } catch (cause) {
      // Good until this process ends.
      logger.error('the new tokens could not be kept', { fault: String(cause) });
    }
  }

  async function renew({ refresh_token: refreshToken, destination }: Kept): Promise<string> {
    const { url } = account;
    const answer = await http({ url, method: 'POST', path: '/api/v1/auth/refresh', body: { refresh_token: refreshToken } });
    const tokens = answer.status === 200 ? refreshedSchema.safeParse(answer.body) : undefined;
    if (tokens?.success) {
      keep({ destination, ...tokens.data, obtained_at: clock.now() });
      return tokens.data.access_token;
    }
    logger.info('the log-in was not renewed', { status: answer.status });
    if (answer.status === 401) throw end();
    throw new DeviceError('busy', `The log-in at ${host} cannot be renewed now (HTTP ${answer.status}). Try again later.`);
  }

  /** One at a time: a second use of a refresh token would end the log-in. */
  function renewOnce(from: Kept): Promise<string> {
    renewing ??= renew(from).finally(() => {
      renewing = undefined;
    });
    return renewing;
  }

  function isFresh({ obtained_at: at, access_token: token }: Kept): boolean {
    const age = clock.now() - at;
    return age >= 0 && age < FRESH_MS && token !== doubted;
  }

  return {
    account,
    async token(options) {
      if (renewing) return renewing;
      if (!kept || forgotten) throw ended();
      const isRefused = options !== undefined && options.refused === kept.access_token;
      if (!isRefused && isFresh(kept)) return kept.access_token;
      const age = clock.now() - kept.obtained_at;
      if (isRefused && age >= 0 && age < TOO_SOON_MS) throw end();
      return renewOnce(kept);
    },
    doubt(token) {
      doubted = token;
    },
    forget() {
      if (forgotten) return;
      forgotten = true;
      const stored = readKept(secrets);
      if (stored && stored.refresh_token === kept?.refresh_token) secrets.delete(SECRET);
    },
    async sayGoodbye() {
      const { url } = account;
      try {
        await renewing?.catch(() => undefined);
        if (!kept) return;
        const token = isFresh(kept) ? kept.access_token : await renewOnce(kept);
        const body = { refresh_token: kept.refresh_token };
        await http({ url, method: 'POST', path: '/api/v1/auth/logout', token, body, patienceMs: FAREWELL_MS });
      } catch (cause) {
        // Its tokens are gone from here; what is left there ends by itself.
        logger.info('the backend could not be told of the log-out', { fault: cause instanceof Error ? cause.name : 'unknown' });
      } finally {
        kept = undefined;
      }
    },
  };
}
