import { networkInterfaces } from 'node:os';
import type { Clock } from '#backend/clock.ts';
import { isOwnNetwork } from './own-networks.ts';
import { PostFailure, postOnce } from './post-once.ts';
import { isPublicAddress } from './public-address.ts';
import { readWebhookUrl } from './read-webhook-url.ts';
import { createHostResolver, type ResolveHost } from './resolve-host.ts';
import { WebhookError } from './webhook-error.ts';

/** Finding the address, connecting, sending and the answer together may take so long, in milliseconds. */
const POST_MS = 10_000;

/** Posts texts to services on the public Internet. */
export interface WebhookSender {
  /**
   * Posts JSON `{text, key, source: "adiuva"}` to an https address, once: it is never repeated here, also not when it may be
   * that it did not arrive. `key` names the post, and goes along as `Idempotency-Key`: who calls again with the same key posts
   * again. Answers the status, whichever it is; redirects are not followed.
   * @throws WebhookError
   */
  post(request: { url: string; text: string; key: string }): Promise<{ status: number }>;
}

export interface WebhookPowers {
  clock: Clock;
  /** Finds a name's addresses; the name servers' answer when absent. */
  resolve?: ResolveHost;
  /** Whether an address may be connected to; when absent, what is public and in no network of this machine. */
  isAllowed?: (address: string) => boolean;
  /** PEM of whom to trust; the system's list when absent. */
  authority?: string;
}

/**
 * A sender that cannot reach the backend's own network, whoever wrote the address. A name is looked up once; every address
 * that it has must be allowed, and the connection goes to one of these, so that a second answer of a name server counts nothing.
 */
export function createWebhookSender({
  clock,
  resolve = createHostResolver(),
  isAllowed = isForeign,
  authority,
}: WebhookPowers): WebhookSender {
  async function addressesOf({ host, signal }: { host: string; signal: AbortSignal }): Promise<string[]> {
    const addresses = await untilAborted({ work: resolve({ host, signal }), signal }).catch((cause: unknown) => {
      throw unreachable({ host, cause });
    });
    if (addresses.length === 0) throw unreachable({ host, cause: new Error('the name has no address') });
    if (!addresses.every(isAllowed)) {
      throw new WebhookError({
        code: 'webhook_refused',
        message: `Nothing was sent: ${host} does not lead to the public Internet alone. Give the https address that a public service shows for its webhook.`,
      });
    }
    return addresses;
  }

  return {
    async post({ url, text, key }) {
      const target = readWebhookUrl(url);
      const { host } = target;
      const controller = new AbortController();
      const stopTimer = clock.after(POST_MS, () => controller.abort(new Error(`no answer in ${POST_MS} ms`)));
      try {
        const { signal } = controller;
        const addresses = await addressesOf({ host, signal });
        const body = JSON.stringify({ text, key, source: 'adiuva' });
        const headers = { 'content-type': 'application/json', 'idempotency-key': key, 'user-agent': 'Adiuva' };
        return await postOnce({ target, addresses, headers, body, authority, signal });
      } catch (error) {
        if (!(error instanceof PostFailure)) throw error;
        throw error.hasLeft ? unanswered({ host, cause: error.cause }) : unreachable({ host, cause: error.cause });
      } finally {
        stopTimer();
      }
    },
  };
}

/** Asked at each post: a machine changes its networks. */
function isForeign(address: string): boolean {
  const interfaces = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  return isPublicAddress(address) && !isOwnNetwork({ address, interfaces });
}

function unreachable({ host, cause }: { host: string; cause: unknown }): WebhookError {
  return new WebhookError({
    code: 'webhook_failed',
    message: `Nothing was sent: ${host} could not be reached over https. Check the address, or try again later.`,
    cause,
  });
}

function unanswered({ host, cause }: { host: string; cause: unknown }): WebhookError {
  return new WebhookError({
    code: 'webhook_failed',
    message: `The text was sent to ${host}, but no answer came, so it may have arrived. It is not sent again by itself: ask the user before you repeat it.`,
    mayHaveArrived: true,
    cause,
  });
}

/** @throws the signal's reason when it aborts first; what `work` comes to then counts no more. */
async function untilAborted<T>({ work, signal }: { work: Promise<T>; signal: AbortSignal }): Promise<T> {
  let stop = (): void => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
