// Serves the built page and a router over a WebSocket, as the browser host does.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { RPCHandler } from '@orpc/server/ws';
import { WebSocketServer } from 'ws';
import type { createMemoryCore } from './memory-core.ts';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self' ws:; img-src 'self' data: blob:; font-src 'self'";

export interface ServedPage {
  url: string;
  /** Drops every socket and takes no new one, as when the process died; `resume` takes them again. */
  die: () => Promise<void>;
  resume: () => Promise<void>;
  close: () => Promise<void>;
}

export async function servePage({
  router,
  folder,
}: {
  router: ReturnType<typeof createMemoryCore>['router'];
  folder: string;
}): Promise<ServedPage> {
  const handler = new RPCHandler(router);
  const sockets = new WebSocketServer({ noServer: true, handleProtocols: () => 'adiuva.rpc' });
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://page').pathname);
    const file = join(folder, path === '/' ? 'index.html' : path);
    const answer = async () => {
      try {
        const body = await readFile(file);
        response.writeHead(200, {
          'content-type': types[extname(file)] ?? 'application/octet-stream',
          'content-security-policy': policy,
        });
        response.end(request.method === 'HEAD' ? undefined : body);
      } catch {
        // The page asks for nothing that is not built: whatever is missing is a 404, as in the browser host.
        response.writeHead(404).end();
      }
    };
    void answer();
  });
  server.on('upgrade', (request, socket, head) => {
    const offered = (request.headers['sec-websocket-protocol'] ?? '').split(/, */);
    if (request.url !== '/rpc' || !offered.includes('adiuva.rpc') || !offered.includes('token.key')) {
      socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (websocket) => void handler.upgrade(websocket));
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const die = async () => {
    for (const websocket of sockets.clients) websocket.terminate();
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { url: `http://127.0.0.1:${port}/#token=key`, die, resume: () => listen(port), close: die };
}
