import { request as startRequest } from 'node:https';
import { isIPv6, type LookupFunction } from 'node:net';
import { TLSSocket } from 'node:tls';
import { readAddress } from './public-address.ts';
import type { WebhookTarget } from './read-webhook-url.ts';

/** So much of an answer is read, in bytes, so that who answers may finish; none of it is kept. */
const ANSWER_BYTES = 64 * 1024;
const HEADER_BYTES = 16 * 1024;

/** The post had no answer. */
export class PostFailure extends Error {
  /** False: not a byte of it had left. */
  readonly hasLeft: boolean;

  constructor({ hasLeft, cause }: { hasLeft: boolean; cause: unknown }) {
    super(hasLeft ? 'the post was not answered' : 'nobody to post to', { cause });
    this.name = 'PostFailure';
    this.hasLeft = hasLeft;
  }
}

/**
 * One POST over a connection of its own, to one of `addresses` and to nothing else: the name is not looked up again, it only
 * has to stand in the certificate. Nothing is sent before that is sure. No redirect is followed, and nothing is tried twice.
 * @throws PostFailure
 */
export function postOnce({
  target,
  addresses,
  headers,
  body,
  authority,
  signal,
}: {
  target: WebhookTarget;
  addresses: readonly string[];
  headers: Record<string, string>;
  body: string;
  /** PEM of whom to trust instead of the system's list. */
  authority: string | undefined;
  signal: AbortSignal;
}): Promise<{ status: number }> {
  return new Promise((resolve, reject) => {
    let hasLeft = false;
    let status: number | undefined;
    // The answer is the status: it stands, however the rest of the answer ends.
    const end = (cause?: unknown): void =>
      status === undefined ? reject(new PostFailure({ hasLeft, cause })) : resolve({ status });
    const request = startRequest({
      method: 'POST',
      host: target.host,
      port: target.port,
      path: target.path,
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      agent: false,
      lookup: lookupOf(addresses),
      servername: target.host,
      rejectUnauthorized: true,
      minVersion: 'TLSv1.2',
      maxHeaderSize: HEADER_BYTES,
      signal,
      ...(authority === undefined ? {} : { ca: authority }),
    });
    request.on('socket', (socket) => {
      socket.once('secureConnect', () => {
        const isPinned = addresses.some((address) => isSame(address, socket.remoteAddress));
        if (!isPinned || !(socket instanceof TLSSocket) || !socket.authorized) {
          request.destroy(new Error('connected to another address than was checked'));
          return;
        }
        hasLeft = true;
        request.end(body);
      });
    });
    request.on('response', (response) => {
      status = response.statusCode ?? 0;
      let read = 0;
      response.on('data', (bytes: Buffer) => {
        read += bytes.length;
        if (read >= ANSWER_BYTES) response.destroy();
      });
      response.on('error', end);
      response.on('close', end);
    });
    request.on('error', end);
    request.on('close', () => end(new Error('the connection closed without an answer')));
  });
}

/** Answers these addresses for whatever name is asked. */
function lookupOf(addresses: readonly string[]): LookupFunction {
  const found = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
  return (_host, options, callback) => {
    const [first] = found;
    if (!first) callback(new Error('no address'), '');
    else if (options.all === true) callback(null, found);
    else callback(null, first.address, first.family);
  };
}

function isSame(one: string, other: string | undefined): boolean {
  const address = other === undefined ? undefined : readAddress(other);
  return address !== undefined && readAddress(one)?.toNormalizedString() === address.toNormalizedString();
}
