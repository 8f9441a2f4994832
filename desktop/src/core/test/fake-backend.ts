import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DEVICE_SOCKET_PATH, SUBPROTOCOL, type ClientFrame } from '@adiuva/shared-protocol';
import { WebSocketServer, type WebSocket } from 'ws';

type Frame = Record<string, unknown> & { type: string };

/** One device's socket, as the backend has it. */
export interface Connection {
  socket: WebSocket;
  /** What the device said, oldest first. */
  frames: Frame[];
  headers: Record<string, string | string[] | undefined>;
  url: string;
  closed: Promise<number>;
  send(frame: object | string): void;
  /** The first frame, from now or before and not yet taken, that fits. */
  frame(matches: Partial<ClientFrame> | ((frame: Frame) => boolean), options?: { timeoutMs?: number }): Promise<Frame>;
  /** Sends a call and waits for its answer. */
  call(call: { id: string; run_id: string; action: string } & Record<string, unknown>): Promise<Frame>;
}

export const ready = {
  type: 'device_ready',
  user_id: 'u-1',
  protocol: 1,
  server_version: 'fake',
  heartbeat_ms: 30_000,
  capabilities: [],
  limits: { frame_bytes: 1_048_576, tool_timeout_ms: 30_000, max_steps: 5 },
};

export const usage = {
  input_tokens: 1,
  output_tokens: 1,
  cached_input_tokens: 0,
  reasoning_tokens: 0,
  cost_usd: 0,
  model: 'offline:rules',
};

/** A backend that does what the test says. It answers a hello by itself, unless it is told not to. */
export interface FakeBackend {
  url: string;
  connections: Connection[];
  /** The n-th connection since the start, from 1. */
  connection(n: number): Promise<Connection>;
  /** Answers the upgrade with this status instead, until it is set to 101 again. */
  refuseWith(status: number): void;
  answerHello(answer: boolean): void;
  upgrades(): number;
  close(): Promise<void>;
}

function fits(frame: Frame, matches: object): boolean {
  return Object.entries(matches).every(([key, value]) => frame[key] === value);
}

export async function startFakeBackend({
  port = 0,
  answer = (_request, response) => response.writeHead(404).end(),
}: {
  port?: number;
  /** What is asked by plain HTTP. */
  answer?: RequestListener;
} = {}): Promise<FakeBackend> {
  const server: Server = createServer(answer);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 4 * 1024 * 1024, handleProtocols: () => SUBPROTOCOL });
  const connections: Connection[] = [];
  const waiting = new Set<() => void>();
  let status = 101;
  let answers = true;
  let upgrades = 0;

  const until = <Found>(look: () => Found | undefined, { timeoutMs = 40_000 }: { timeoutMs?: number } = {}): Promise<Found> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.delete(check);
        reject(new Error(`nothing came within ${timeoutMs} ms`));
      }, timeoutMs);
      function check(): void {
        const found = look();
        if (found === undefined) return;
        clearTimeout(timer);
        waiting.delete(check);
        resolve(found);
      }
      waiting.add(check);
      check();
    });
  const wake = (): void => {
    for (const check of waiting) check();
  };

  server.on('upgrade', (request, stream, head) => {
    upgrades += 1;
    stream.on('error', () => undefined);
    if (status !== 101 || !request.url?.startsWith(DEVICE_SOCKET_PATH)) {
      stream.end(`HTTP/1.1 ${status} Refused\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`);
      wake();
      return;
    }
    sockets.handleUpgrade(request, stream, head, (socket) => {
      const frames: Frame[] = [];
      const taken = new WeakSet<Frame>();
      const connection: Connection = {
        socket,
        frames,
        headers: request.headers,
        url: request.url ?? '',
        closed: new Promise((resolve) => socket.once('close', resolve)),
        send: (frame) => socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame)),
        frame: (matches, options) =>
          until(() => {
            const found = frames.find(
              (frame) => !taken.has(frame) && (typeof matches === 'function' ? matches(frame) : fits(frame, matches)),
            );
            if (found) taken.add(found);
            return found;
          }, options),
        call: (call) => {
          connection.send({ type: 'tool_call', ...call });
          return connection.frame((frame) => frame.type === 'tool_result' && frame['id'] === call.id);
        },
      };
      socket.on('error', () => undefined);
      socket.on('message', (data: Buffer) => {
        const frame = JSON.parse(data.toString('utf8')) as Frame;
        frames.push(frame);
        if (frame.type === 'device_hello' && answers) connection.send(ready);
        wake();
      });
      connections.push(connection);
      wake();
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${address.port}`,
    connections,
    connection: (n) => until(() => connections[n - 1]),
    refuseWith: (next) => {
      status = next;
    },
    answerHello: (answer) => {
      answers = answer;
    },
    upgrades: () => upgrades,
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
