import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';

const folder = join(import.meta.dirname, 'webhook-certificates');
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

/** Who signed the certificate of `hooks.example.com`. */
export const testAuthority = read('authority.pem');

/** What one request was. */
export interface HeardRequest {
  method: string | undefined;
  path: string | undefined;
  headers: IncomingMessage['headers'];
  body: string;
  /** The name that the client asked for in its handshake. */
  servername: string | false | null | undefined;
}

export interface HttpsPeer {
  port: number;
  requests: HeardRequest[];
  /** Connections that were opened, with or without a request. */
  connections: () => number;
  close(): Promise<void>;
}

/** A real https server on a loopback address, with the certificate of `hooks.example.com`. */
export async function openHttpsPeer({
  host = '127.0.0.1',
  port = 0,
  answer = (_request, response) => void response.writeHead(200).end('ok'),
}: {
  host?: string;
  port?: number;
  answer?: (request: HeardRequest, response: ServerResponse) => void;
} = {}): Promise<HttpsPeer> {
  const requests: HeardRequest[] = [];
  let connections = 0;
  const server = createServer({ key: read('hooks-key.pem'), cert: read('hooks.pem') }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method, url: path, headers, socket } = request;
      const heard = {
        method,
        path,
        headers,
        body: Buffer.concat(chunks).toString(),
        servername: socket instanceof TLSSocket ? socket.servername : undefined,
      };
      requests.push(heard);
      answer(heard, response);
    });
  });
  server.on('connection', () => (connections += 1));
  // A client that does not trust the certificate, or goes away.
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
