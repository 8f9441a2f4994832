import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';

type Frame = Record<string, unknown>;

/** A bare WebSocket server on loopback that asks its one peer by id and waits for the answer with that id. */
export interface PeerServer {
  url: string;
  connected: Promise<void>;
  onFrame: (listen: (frame: Frame) => void) => void;
  send: (frame: Frame) => void;
  ask: (frame: Frame & { id: string }) => Promise<Frame>;
  close: () => Promise<void>;
}

export async function startPeerServer({ subprotocol }: { subprotocol?: string } = {}): Promise<PeerServer> {
  const server = createServer();
  const sockets = new WebSocketServer({
    server,
    perMessageDeflate: false,
    ...(subprotocol ? { handleProtocols: () => subprotocol } : {}),
  });
  const pending = new Map<string, (frame: Frame) => void>();
  const listeners: ((frame: Frame) => void)[] = [];
  let peer: WebSocket | undefined;
  const connected = new Promise<void>((resolve) => {
    sockets.on('connection', (socket) => {
      peer = socket;
      socket.on('message', (data: Buffer) => {
        const frame = JSON.parse(data.toString('utf8')) as Frame;
        const waiting = pending.get(String(frame['id']));
        if (waiting) {
          pending.delete(String(frame['id']));
          waiting(frame);
        } else for (const listen of listeners) listen(frame);
      });
      resolve();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    connected,
    onFrame: (listen) => {
      listeners.push(listen);
    },
    send: (frame) => peer?.send(JSON.stringify(frame)),
    ask: (frame) =>
      new Promise((resolve) => {
        pending.set(frame.id, resolve);
        peer?.send(JSON.stringify(frame));
      }),
    close: async () => {
      peer?.terminate();
      await new Promise((resolve) => {
        sockets.close(() => server.close(resolve));
      });
    },
  };
}
