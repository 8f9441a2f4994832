import { createServer } from 'node:http';
import { createOpeningTickets, OPENING_PATH } from './opening-tickets.ts';
import { WebSocketServer } from 'ws';
import { securityHeaders } from '#hosts/security-headers.ts';
import type { RpcServer } from '#hosts/serve-rpc.ts';
import { createPageGuard, RPC_SUBPROTOCOL, type PageGuard } from './page-guard.ts';
import { servePage } from './page-files.ts';

/** What one message of the page may weigh, in bytes: a long note, and room to spare. */
const MESSAGE_BYTES = 8 * 1024 * 1024;

export interface AppServer {
  port: number;
  /** An address that lets one browser in, once and for a minute: it may be seen by other users of this machine. */
  openingUrl(): string;
  close(): Promise<void>;
}

const USED =
  'This address was good once, and for a minute. Start the app again to open it. If you see this at the first try, somebody else on this machine was quicker.\n';

/** Serves the page and its RPC on 127.0.0.1. @throws Error with code `EADDRINUSE` when the port is taken */
export async function startAppServer({
  port: wanted,
  token,
  folder,
  rpc,
}: {
  /** 0: any free one. */
  port: number;
  token: string;
  /** Where the built page lies. */
  folder: string;
  rpc: RpcServer;
}): Promise<AppServer> {
  let guard: PageGuard | undefined;
  let port = 0;
  const tickets = createOpeningTickets();

  const server = createServer((request, response) => {
    const headers = securityHeaders({ sockets: [`ws://127.0.0.1:${port}`, `ws://localhost:${port}`] });
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    if (!guard?.isOwnHost(request)) {
      response.writeHead(403, { 'content-type': 'text/plain; charset=utf-8' }).end('This address is not the app’s own.\n');
      return;
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end();
      return;
    }
    const path = (request.url ?? '/').split(/[?#]/)[0] ?? '/';
    if (path.startsWith(OPENING_PATH) && request.method === 'GET') {
      const isGood = tickets.use(path.slice(OPENING_PATH.length));
      response.setHeader('cache-control', 'no-store');
      if (isGood) response.writeHead(303, { location: `/#token=${token}` }).end();
      else response.writeHead(410, { 'content-type': 'text/plain; charset=utf-8' }).end(USED);
      return;
    }
    servePage({ folder, path, response, head: request.method === 'HEAD' });
  });

  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MESSAGE_BYTES,
    perMessageDeflate: false,
    handleProtocols: () => RPC_SUBPROTOCOL,
  });
  sockets.on('connection', (socket) => {
    socket.on('error', () => socket.terminate());
    rpc.serveSocket(socket);
  });
  server.on('upgrade', (request, stream, head) => {
    stream.on('error', () => stream.destroy());
    const isRpc = (request.url ?? '').split('?')[0] === '/rpc';
    const refusal = isRpc ? (guard?.refuseSocket(request) ?? (guard ? undefined : 403)) : 404;
    if (refusal !== undefined) {
      stream.end(`HTTP/1.1 ${refusal} Refused\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, stream, head, (socket) => sockets.emit('connection', socket, request));
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(wanted, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address();
  port = typeof address === 'object' && address ? address.port : wanted;
  guard = createPageGuard({ port, token });

  return {
    port,
    openingUrl: () => `http://127.0.0.1:${port}${OPENING_PATH}${tickets.make()}`,
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}
