// The one file that imports the RPC library's client.
import { type ClientContext, type ClientLink, createORPCClient, ORPCError } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from '#rpc/contract.ts';

/** The core's procedures as functions. Each rejects with a `FailedCall`’s cause: see `failureOf`. */
export type Rpc = ContractRouterClient<Contract>;

/** The core cannot be asked now: its channel is closed, or closed before it answered. What was asked may have been done. */
export class CoreAwayError extends Error {
  readonly code = 'core_away';
  constructor() {
    super('Adiuva’s own process did not answer. What you see is kept; it is read again as soon as the process is back.');
    this.name = 'CoreAwayError';
  }
}

/** One open channel to the core. */
export interface CoreChannel {
  call: ClientLink<ClientContext>['call'];
}

/** `closed` fires when the channel is gone: a call that still waits then would hang for good, so it fails by it. */
function channelOver(link: ClientLink<ClientContext>, closed: AbortSignal): CoreChannel {
  return { call: (path, input, options) => untilClosed(link.call(path, input, options), closed) };
}

export function openSocketChannel({ websocket, closed }: { websocket: WebSocket; closed: AbortSignal }): CoreChannel {
  return channelOver(new SocketLink({ websocket }), closed);
}

/** Start the port after this: what came before would be lost. */
export function openPortChannel({ port, closed }: { port: MessagePort; closed: AbortSignal }): CoreChannel {
  return channelOver(new PortLink({ port }), closed);
}

function untilClosed<Result>(answer: Promise<Result>, closed: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const fail = () => reject(new CoreAwayError());
    if (closed.aborted) fail();
    closed.addEventListener('abort', fail, { once: true });
    answer
      .then(resolve, (error: unknown) => reject(closed.aborted ? new CoreAwayError() : error))
      .finally(() => {
        closed.removeEventListener('abort', fail);
      });
  });
}

/** A client over whichever channel is open at the time of each call. */
export function createRpc(current: () => CoreChannel | undefined): Rpc {
  return createORPCClient<Rpc>({
    call: (path, input, options) => {
      const channel = current();
      return channel ? channel.call(path, input, options) : Promise.reject(new CoreAwayError());
    },
  });
}

/** Why a call failed: a kind to decide by, and a sentence for the user. */
export interface Failure {
  kind: 'conflict' | 'not_found' | 'invalid' | 'unavailable' | 'core_away' | 'unexpected';
  sentence: string;
  /** The code that the core gave with it, where it gave one. */
  code?: string;
}

function codeOf(data: unknown): { code?: string } {
  const code = typeof data === 'object' && data !== null && 'code' in data ? data.code : undefined;
  return typeof code === 'string' ? { code } : {};
}

const kinds: Readonly<Record<string, Failure['kind']>> = {
  CONFLICT: 'conflict',
  NOT_FOUND: 'not_found',
  INVALID: 'invalid',
  UNAVAILABLE: 'unavailable',
};

export function failureOf(error: unknown): Failure {
  if (error instanceof CoreAwayError) return { kind: 'core_away', sentence: error.message };
  if (error instanceof ORPCError) {
    const kind = kinds[error.code];
    if (kind) return { kind, sentence: error.message, ...codeOf(error.data) };
    if (error.code === 'BAD_REQUEST')
      return {
        kind: 'invalid',
        sentence: 'That has a form that Adiuva does not take. Nothing was changed; mend it and try again.',
      };
  }
  return {
    kind: 'unexpected',
    sentence: 'Something went wrong inside Adiuva, and nothing more was done. Try again; if it stays, its log says more.',
  };
}
