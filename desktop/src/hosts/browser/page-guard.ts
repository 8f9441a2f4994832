import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Subprotocol of the page's socket; the token travels beside it as `token.<token>`. */
export const RPC_SUBPROTOCOL = 'adiuva.rpc';

/** Who may come in: only names that cannot be rebound to this machine, and only this page. */
export interface PageGuard {
  /** Whether a request was sent to this host by its own name. */
  isOwnHost(request: IncomingMessage): boolean;
  /** The status to refuse a socket with, or undefined to let it in. */
  refuseSocket(request: IncomingMessage): 401 | 403 | undefined;
}

function isSameToken(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}

export function createPageGuard({ port, token }: { port: number; token: string }): PageGuard {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const isOwnHost = (request: IncomingMessage): boolean => hosts.includes(request.headers.host ?? '');
  return {
    isOwnHost,
    refuseSocket(request) {
      const { origin } = request.headers;
      if (!isOwnHost(request) || origin !== `http://${request.headers.host}`) return 403;
      const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
      const given = offered.find((name) => name.startsWith('token.'))?.slice('token.'.length) ?? '';
      return offered.includes(RPC_SUBPROTOCOL) && isSameToken(given, token) ? undefined : 401;
    },
  };
}
