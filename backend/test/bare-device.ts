// A device that knows PROTOCOL.md and nothing of our code: a WebSocket and JSON.
import { once } from 'node:events';
import { WebSocket } from 'ws';

export type Frame = Record<string, unknown> & { type: string };

export interface BareDevice {
  socket: WebSocket;
  /** Every frame so far, pings aside. */
  frames: Frame[];
  send(frame: Frame | string | Buffer): void;
  /** The first frame, old or new, that fits. */
  until(fits: (frame: Frame) => boolean, patienceMs?: number): Promise<Frame>;
  /** The code that the socket is closed with. */
  closed(): Promise<number>;
  close(): Promise<void>;
}

export interface Hello {
  device_id?: string;
  store_id?: string;
  capabilities?: string[];
  resume?: Record<string, number>;
}

/** Registers a user and answers the access token. */
export async function registerUser({
  url,
  email = `user-${Math.random()}@example.test`,
}: {
  url: string;
  email?: string;
}): Promise<{
  access: string;
  refresh: string;
  email: string;
}> {
  const answer = await fetch(`${url}/api/v1/auth/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: 'correct horse battery' }),
  });
  const body = (await answer.json()) as { access_token: string; refresh_token: string };
  return { access: body.access_token, refresh: body.refresh_token, email };
}

/** Opens the socket without saying anything. */
export async function openSocket({ url, token }: { url: string; token: string }): Promise<BareDevice> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/api/v1/ws/device`, ['adiuva.v1'], {
    headers: { authorization: `Bearer ${token}` },
  });
  const frames: Frame[] = [];
  const listeners = new Set<() => void>();
  socket.on('message', (data: Buffer) => {
    const frame = JSON.parse(data.toString()) as Frame;
    if (frame.type === 'ping') socket.send('{"type":"pong"}');
    else frames.push(frame);
    for (const listener of listeners) listener();
  });
  const end = new Promise<number>((resolve) => socket.once('close', resolve));
  socket.on('error', () => undefined);
  await once(socket, 'open');
  return {
    socket,
    frames,
    send: (frame) => socket.send(typeof frame === 'string' || Buffer.isBuffer(frame) ? frame : JSON.stringify(frame)),
    until(fits, patienceMs = 40_000) {
      return new Promise((resolve, reject) => {
        const look = (): void => {
          const found = frames.find(fits);
          if (!found) return;
          clearTimeout(timer);
          listeners.delete(look);
          resolve(found);
        };
        const timer = setTimeout(() => {
          listeners.delete(look);
          reject(new Error(`no such frame came; these did: ${JSON.stringify(frames).slice(0, 3_000)}`));
        }, patienceMs);
        listeners.add(look);
        look();
      });
    },
    closed: () => end,
    async close() {
      socket.close();
      await end;
    },
  };
}

/** Opens the socket and says hello. */
export async function connectDevice({
  url,
  token,
  hello = {},
}: {
  url: string;
  token: string;
  hello?: Hello;
}): Promise<BareDevice> {
  const device = await openSocket({ url, token });
  device.send({
    type: 'device_hello',
    device_id: 'dev-1',
    store_id: 'store-1',
    agent_ids: [],
    app_version: '0.1.0',
    protocol: 1,
    capabilities: [],
    ...hello,
  });
  await device.until((frame) => frame.type === 'device_ready');
  return device;
}

/** Asks for a chat; answers its request id. */
export function chat({
  device,
  message,
  requestId = `q-${Math.random()}`,
  sessionId,
}: {
  device: BareDevice;
  message: string;
  requestId?: string;
  sessionId?: string;
}): string {
  device.send({
    type: 'chat_request',
    request_id: requestId,
    message,
    context: { timezone: 'Europe/Rome', ...(sessionId === undefined ? {} : { session_id: sessionId }) },
  });
  return requestId;
}

/** Answers every `tool_call` as `answer` says; undefined leaves it unanswered. */
export function answerCalls({
  device,
  answer,
}: {
  device: BareDevice;
  answer: (call: Frame) => Record<string, unknown> | undefined;
}): void {
  const handle = (frame: Frame): void => {
    if (frame.type !== 'tool_call') return;
    const body = answer(frame);
    if (body) device.send({ type: 'tool_result', id: frame['id'], run_id: frame['run_id'], ...body });
  };
  device.socket.on('message', (data: Buffer) => handle(JSON.parse(data.toString()) as Frame));
}
