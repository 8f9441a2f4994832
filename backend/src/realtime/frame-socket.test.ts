import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { systemClock } from '#backend/clock.ts';
import { createFrameSocket } from './frame-socket.ts';

let server: WebSocketServer;
let client: WebSocket;
let accepted: WebSocket;

beforeEach(async () => {
  server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  client = new WebSocket(`ws://127.0.0.1:${port}`);
  [accepted] = (await once(server, 'connection')) as [WebSocket];
  await once(client, 'open');
});
afterEach(() => {
  client.terminate();
  accepted.terminate();
  server.close();
});

test('a reader that stops reading is dropped, and no more than 8 MiB wait for it', async () => {
  let dropped = 0;
  const socket = createFrameSocket({ socket: accepted, clock: systemClock, onDropped: () => (dropped += 1) });
  client.pause();
  const text = 'x'.repeat(100_000);
  const closed = once(accepted, 'close');
  let most = 0;
  for (let sent = 0; socket.isOpen() && sent < 1_000; sent += 1) {
    socket.send({ type: 'error', code: 'internal', message: text, retryable: false });
    most = Math.max(most, accepted.bufferedAmount);
    if (sent % 20 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  await closed;
  expect(dropped).toBe(1);
  expect(socket.isOpen()).toBe(false);
  expect(most).toBeLessThan(9 * 1024 * 1024);
  await expect(socket.isWritable()).rejects.toThrow('closed');
});

test('a replay waits for a slow reader', async () => {
  const socket = createFrameSocket({ socket: accepted, clock: systemClock, onDropped: () => expect.unreachable() });
  client.pause();
  while (accepted.bufferedAmount <= 1024 * 1024) {
    socket.send({ type: 'error', code: 'internal', message: 'x'.repeat(100_000), retryable: false });
  }
  const order: string[] = [];
  const writable = socket.isWritable().then(() => order.push('writable'));
  await new Promise((resolve) => setTimeout(resolve, 120));
  order.push('resumed');
  client.resume();
  await writable;
  expect(order).toEqual(['resumed', 'writable']);
});
