import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { chat, connectDevice, openSocket, registerUser, type BareDevice, type Frame } from './bare-device.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { startTestBackend, type TestBackend } from './start-backend.ts';
import { createTestDatabase } from './test-database.ts';

let backend: TestBackend;
let clock: FakeClock;
let token: string;
const opened: BareDevice[] = [];

beforeEach(async () => {
  clock = createFakeClock();
  backend = await startTestBackend({ database: await createTestDatabase(), clock });
  token = (await registerUser(backend)).access;
});
afterEach(async () => {
  for (const device of opened.splice(0)) device.socket.terminate();
  await backend.close();
});

const hello = {
  type: 'device_hello',
  device_id: 'd',
  store_id: 's',
  agent_ids: [],
  app_version: '1',
  protocol: 1,
  capabilities: [],
};

async function open(): Promise<BareDevice> {
  const device = await openSocket({ url: backend.url, token });
  opened.push(device);
  return device;
}
async function connect(options: Parameters<typeof connectDevice>[0]['hello'] = {}): Promise<BareDevice> {
  const device = await connectDevice({ url: backend.url, token, hello: options });
  opened.push(device);
  return device;
}
/** Lets time pass on a living socket: it answers the pings on the way. */
async function pass({ device, ms }: { device: BareDevice; ms: number }): Promise<void> {
  for (let left = ms; left > 0; left -= 5_000) {
    clock.advance(Math.min(5_000, left));
    const pongs = device.frames.filter((frame) => frame.type === 'pong').length;
    device.send({ type: 'ping' });
    await device.until(() => device.frames.filter((frame) => frame.type === 'pong').length > pongs);
  }
}
const isError = (frame: Frame): boolean => frame.type === 'error';

/** The HTTP status that answers an upgrade, or 101. */
async function upgradeStatus({
  query = '',
  headers = {},
  protocols = ['adiuva.v1'],
}: {
  query?: string;
  headers?: Record<string, string>;
  protocols?: string[];
}): Promise<number> {
  const socket = new WebSocket(`${backend.url.replace('http', 'ws')}/api/v1/ws/device${query}`, protocols, { headers });
  socket.on('error', () => undefined);
  const status = await Promise.race([
    once(socket, 'open').then(() => 101),
    once(socket, 'unexpected-response').then(([, response]) => (response as { statusCode: number }).statusCode),
  ]);
  socket.terminate();
  return status;
}

test('401 before the upgrade without a token or with a bad one; a header and ?token= both open it', async () => {
  const [header = '', payload = ''] = token.split('.');
  const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
  expect(await upgradeStatus({})).toBe(401);
  expect(await upgradeStatus({ headers: { authorization: 'Bearer nonsense' } })).toBe(401);
  expect(await upgradeStatus({ headers: { authorization: `Bearer ${header}.${payload}.AAAA` } })).toBe(401);
  expect(await upgradeStatus({ query: `?token=${none}.${payload}.` })).toBe(401);
  expect(await upgradeStatus({ query: '?token=' })).toBe(401);
  expect(await upgradeStatus({ query: `?token=${token}` })).toBe(101);
  expect(await upgradeStatus({ headers: { authorization: `Bearer ${token}` } })).toBe(101);
  expect(await upgradeStatus({ headers: { authorization: `Bearer ${token}` }, protocols: ['other'] })).toBe(400);
});

test('an expired token opens nothing, but does not close an open socket', async () => {
  const device = await connect();
  await pass({ device, ms: 15 * 60_000 + 1_000 });
  expect(await upgradeStatus({ query: `?token=${token}` })).toBe(401);
  await pass({ device, ms: 1_000 });
});

test('device_ready says who, which protocol, and the limits', async () => {
  const device = await connect();
  expect(device.socket.protocol).toBe('adiuva.v1');
  expect(device.frames[0]).toEqual({
    type: 'device_ready',
    user_id: expect.any(String),
    protocol: 1,
    server_version: '0.0.0-test',
    heartbeat_ms: 30_000,
    capabilities: [],
    limits: { frame_bytes: 1_048_576, tool_timeout_ms: 30_000, max_steps: 5 },
  });
});

test('no hello within 5 s, or another frame first: 4002; another protocol: 4004', async () => {
  const silent = await open();
  clock.advance(5_000);
  expect(await silent.closed()).toBe(4002);
  const hasty = await open();
  hasty.send({ type: 'ping' });
  expect(await hasty.closed()).toBe(4002);
  const later = await open();
  later.send({ type: 'device_hello', protocol: 2, whatever: true });
  expect(await later.closed()).toBe(4004);
});

test('a second socket of the same user and device replaces the first; another device does not', async () => {
  const first = await connect();
  const other = await connect({ device_id: 'dev-2' });
  const second = await connect();
  expect(await first.closed()).toBe(4003);
  second.send({ type: 'ping' });
  await second.until((frame) => frame.type === 'pong');
  expect(other.socket.readyState).toBe(WebSocket.OPEN);
});

test('heartbeat: a ping each 30 s; no pong within 10 s closes 4008', async () => {
  const device = await connect();
  clock.advance(30_000);
  await once(device.socket, 'message');
  device.send({ type: 'ping' });
  await device.until((frame) => frame.type === 'pong');
  clock.advance(10_000);
  expect(device.socket.readyState).toBe(WebSocket.OPEN);
  device.socket.removeAllListeners('message');
  clock.advance(20_000);
  clock.advance(10_000);
  expect(await device.closed()).toBe(4008);
});

test('bad frames are answered, counted and survived; the 21st in a minute closes 4002', async () => {
  const device = await connect();
  const bad = [
    '',
    'no json',
    '[]',
    '7',
    '{"type":"nope"}',
    '{"type":"chat_request"}',
    '{"__proto__":{"type":"ping"}}',
    JSON.stringify(hello),
    '"\ud800"',
  ];
  for (const frame of bad) device.send(frame);
  device.send(Buffer.from('{"type":"ping"}'));
  await device.until(() => device.frames.filter(isError).length === bad.length + 1);
  for (const frame of device.frames.filter(isError))
    expect(frame).toMatchObject({ code: 'bad_frame', retryable: false, message: expect.any(String) });
  await pass({ device, ms: 30_000 });
  for (let count = bad.length + 1; count < 20; count += 1) device.send('bad');
  await pass({ device, ms: 30_000 });
  // The first ten are a minute old by now, so ten more may come.
  for (let count = 0; count < 10; count += 1) device.send('bad');
  await pass({ device, ms: 1 });
  device.send('bad');
  expect(await device.closed()).toBe(4002);
});

test('text that is not UTF-8 is a bad frame', async () => {
  const device = await connect();
  device.socket.send(Buffer.from([0x22, 0xff, 0x22]), { binary: false });
  expect(await device.until(isError)).toMatchObject({ code: 'bad_frame' });
});

test('a frame of 1 MiB is taken, a larger one closes 4009', async () => {
  const device = await connect();
  const frame = (bytes: number): string => {
    const empty = JSON.stringify({ type: 'ping', pad: '' });
    return JSON.stringify({ type: 'ping', pad: 'x'.repeat(bytes - empty.length) });
  };
  device.send(frame(1_048_576));
  await device.until((each) => each.type === 'pong');
  device.send(frame(1_048_577));
  expect(await device.closed()).toBe(4009);
});

test('frames that no run of this version needs are answered, and nothing breaks', async () => {
  const device = await connect();
  const frames = [
    { type: 'agent_data', run_id: 'r', part: 0, files: [] },
    { type: 'agent_complete', run_id: 'r', files_read: 0, files_skipped: 0, errors: [] },
    { type: 'approval_response', approval_id: 'a', decision: 'approve' },
    { type: 'tool_result', id: 'c', run_id: '', ok: true },
    { type: 'run_cancel', run_id: 'r' },
  ];
  for (const frame of frames) device.send(frame);
  device.send({ type: 'ack', run_id: 'r', seq: 2 ** 52 });
  chat({ device, message: 'Hello' });
  await device.until((frame) => frame.type === 'final');
  expect(device.frames.filter(isError).map((frame) => frame['code'])).toEqual([
    'unknown_run',
    'unknown_run',
    'unknown_tool_call',
    'unknown_tool_call',
    'unknown_run',
  ]);
});

test('what a text column cannot hold does no harm', async () => {
  const device = await open();
  device.send({ ...hello, app_version: '1\u0000', capabilities: ['a\u0000', '\ud800'] });
  await device.until((frame) => frame.type === 'device_ready');
  device.send({
    type: 'chat_request',
    request_id: 'q',
    message: 'nul \u0000 and half \ud83d',
    context: { timezone: 'UTC', locale: 'x\u0000', model: 'no\u0000model' },
  });
  expect(await device.until((frame) => frame.type === 'final')).toMatchObject({ status: 'error', code: 'model_unavailable' });
});

test('a stopped backend closes its sockets with 4013', async () => {
  const device = await connect();
  const closing = backend.close();
  expect(await device.closed()).toBe(4013);
  await closing;
  backend = await startTestBackend({ database: await createTestDatabase() });
});
