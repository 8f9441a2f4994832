import { accountDevicesSchema, problemSchema } from '@adiuva/shared-protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { answerCalls, chat, connectDevice, openSocket, registerUser, type BareDevice, type Frame } from './bare-device.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { startTestBackend, type TestBackend } from './start-backend.ts';
import { createTestDatabase, queryDatabase, type TestDatabase } from './test-database.ts';

let backend: TestBackend;
let clock: FakeClock;
let database: TestDatabase;
let open: BareDevice[] = [];

beforeEach(async () => {
  clock = createFakeClock();
  database = await createTestDatabase();
  backend = await startTestBackend({
    database,
    clock,
    answer: (options) =>
      JSON.stringify(options.prompt.at(-1)).includes('Delete')
        ? { calls: [{ name: 'delete_task', input: { task_id: 't-1' } }] }
        : { text: ['Hello.'] },
  });
});
afterEach(async () => {
  for (const device of open) device.socket.terminate();
  open = [];
  await backend.close();
});

type Person = Awaited<ReturnType<typeof registerUser>>;
const isFinal = (frame: Frame): boolean => frame.type === 'final';
const hello = (device_id: string) => ({
  type: 'device_hello',
  device_id,
  store_id: 'store-1',
  agent_ids: [],
  app_version: '0.1.0',
  protocol: 1,
  capabilities: [],
});

async function connect({ token, deviceId = 'dev-1' }: { token: string; deviceId?: string }): Promise<BareDevice> {
  const device = await connectDevice({ url: backend.url, token, hello: { device_id: deviceId } });
  open.push(device);
  return device;
}

async function logIn(person: Person): Promise<Person> {
  const answer = await fetch(`${backend.url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: person.email, password: 'correct horse battery' }),
  });
  const body = (await answer.json()) as { access_token: string; refresh_token: string };
  return { ...person, access: body.access_token, refresh: body.refresh_token };
}

const ask = ({ path, token, method = 'GET' }: { path: string; token: string; method?: string }): Promise<Response> =>
  fetch(`${backend.url}/api/v1/${path}`, { method, headers: { authorization: `Bearer ${token}` } });

async function list(token: string): Promise<ReturnType<typeof accountDevicesSchema.parse>['items']> {
  const answer = await ask({ path: 'devices', token });
  expect(answer.status).toBe(200);
  return accountDevicesSchema.parse(await answer.json()).items;
}

const remove = ({ id, token }: { id: string; token: string }): Promise<Response> =>
  ask({ path: `devices/${id}`, token, method: 'DELETE' });

async function refresh(token: string): Promise<number> {
  const answer = await fetch(`${backend.url}/api/v1/auth/refresh`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ refresh_token: token }),
  });
  return answer.status;
}

async function expectNotFound(answer: Response): Promise<void> {
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(problemSchema.parse(await answer.json())).toMatchObject({ status: 404, code: 'not_found' });
}

test('the devices of a user: who is connected, who asks, when each was last there; nobody else’s', async () => {
  const anna = await registerUser(backend);
  const second = await logIn(anna);
  const start = clock.now();
  expect(await list(anna.access)).toEqual([]);
  const laptop = await connect({ token: anna.access, deviceId: 'laptop' });
  clock.advance(1_000);
  await connect({ token: second.access, deviceId: 'desk' });
  clock.advance(1_000);
  await laptop.close();
  const bruno = await registerUser(backend);
  await connect({ token: bruno.access, deviceId: 'brunos' });
  const seen = async (): Promise<unknown> => (await list(second.access)).find((device) => device.device_id === 'laptop');
  await expect.poll(seen).toMatchObject({ last_seen_at: start + 2_000, connected: false });
  clock.advance(5_000);
  const about = { store_id: 'store-1', app_version: '0.1.0' };
  expect(await list(second.access)).toEqual([
    { device_id: 'desk', ...about, last_seen_at: start + 7_000, connected: true, current: true },
    { device_id: 'laptop', ...about, last_seen_at: start + 2_000, connected: false, current: false },
  ]);
  expect((await list(anna.access)).map((device) => [device.device_id, device.current])).toEqual([
    ['desk', false],
    ['laptop', true],
  ]);
  expect((await list(bruno.access)).map((device) => device.device_id)).toEqual(['brunos']);
});

test('a device that is removed is closed, its runs end, and its tokens are worth nothing; the others’ are', async () => {
  const lost = await registerUser(backend);
  const mine = await logIn(lost);
  const stolen = await connect({ token: lost.access, deviceId: 'laptop' });
  const desk = await connect({ token: mine.access, deviceId: 'desk' });
  answerCalls({ device: stolen, answer: () => ({ error: 'The user is asked.', code: 'needs_approval' }) });
  chat({ device: stolen, message: 'Delete t-1' });
  await stolen.until(isFinal);
  clock.advance(1_000);

  const answer = await remove({ id: 'laptop', token: mine.access });
  expect([answer.status, await answer.text()]).toEqual([204, '']);
  expect(await stolen.closed()).toBe(4001);
  expect(await queryDatabase({ address: database, text: 'select status, code from runs' })).toEqual([
    { status: 'error', code: 'device_disconnected' },
  ]);
  expect((await ask({ path: 'auth/me', token: lost.access })).status).toBe(401);
  expect(await refresh(lost.refresh)).toBe(401);
  await expect(openSocket({ url: backend.url, token: lost.access })).rejects.toThrow('401');
  expect((await list(mine.access)).map((device) => device.device_id)).toEqual(['desk']);
  desk.send({ type: 'ping' });
  await desk.until((frame) => frame.type === 'pong');
  await expectNotFound(await remove({ id: 'laptop', token: mine.access }));
  expect(
    await queryDatabase({ address: database, text: 'select event, device_id from audit where event = $$device_removed$$' }),
  ).toEqual([{ event: 'device_removed', device_id: 'laptop' }]);
});

test('a removed device comes back by a new log-in only, also under another name', async () => {
  const lost = await registerUser(backend);
  const mine = await logIn(lost);
  await connect({ token: lost.access, deviceId: 'laptop' });
  // The thief gives the device another id: the log-in stays the lost device's.
  await connect({ token: lost.access, deviceId: 'renamed' });
  clock.advance(1_000);
  expect((await remove({ id: 'laptop', token: mine.access })).status).toBe(204);
  expect(await refresh(lost.refresh)).toBe(401);
  for (const device of open) expect(await device.closed()).toBe(4001);

  clock.advance(1_000);
  const again = await logIn(mine);
  const back = await connect({ token: again.access, deviceId: 'laptop' });
  chat({ device: back, message: 'Hello' });
  expect(await back.until(isFinal)).toMatchObject({ status: 'success' });
  expect((await list(mine.access)).map((device) => [device.device_id, device.connected])).toContainEqual(['laptop', true]);
});

test('a log-in from before the removal that was never seen with the device does not let it in', async () => {
  const person = await registerUser(backend);
  const spare = await logIn(person);
  const mine = await logIn(person);
  await connect({ token: person.access, deviceId: 'laptop' });
  clock.advance(1_000);
  await remove({ id: 'laptop', token: mine.access });
  const device = await openSocket({ url: backend.url, token: spare.access });
  open.push(device);
  device.send(hello('laptop'));
  expect(await device.closed()).toBe(4001);
  expect(device.frames).toEqual([]);
  expect(await refresh(spare.refresh)).toBe(401);
  expect(await list(mine.access)).toEqual([]);
});

test('the local account’s own tokens know no log-in: one from before the removal does not let the device in', async () => {
  const account = await backend.accounts.openLocalAccount();
  const old = await backend.accounts.localAccessToken(account);
  const device = await connect({ token: old, deviceId: 'laptop' });
  const [listed] = await list(old);
  expect(listed).toMatchObject({ device_id: 'laptop', connected: true });
  expect(listed).not.toHaveProperty('current');
  clock.advance(1_000);
  expect((await remove({ id: 'laptop', token: old })).status).toBe(204);
  expect(await device.closed()).toBe(4001);
  const refused = await openSocket({ url: backend.url, token: old });
  open.push(refused);
  refused.send(hello('laptop'));
  expect(await refused.closed()).toBe(4001);
  clock.advance(1_000);
  await connect({ token: await backend.accounts.localAccessToken(account), deviceId: 'laptop' });
});

test('another user’s device is not there, and an id that is none is 422', async () => {
  const anna = await registerUser(backend);
  const device = await connect({ token: anna.access, deviceId: 'laptop' });
  const bruno = await registerUser(backend);
  await expectNotFound(await remove({ id: 'laptop', token: bruno.access }));
  await expectNotFound(await remove({ id: 'never-seen', token: anna.access }));
  expect((await remove({ id: 'a%20b', token: anna.access })).status).toBe(422);
  expect((await fetch(`${backend.url}/api/v1/devices`)).status).toBe(401);
  device.send({ type: 'ping' });
  await device.until((frame) => frame.type === 'pong');
});

test('a device may remove itself', async () => {
  const anna = await registerUser(backend);
  const device = await connect({ token: anna.access });
  expect((await remove({ id: 'dev-1', token: anna.access })).status).toBe(204);
  expect(await device.closed()).toBe(4001);
  expect((await ask({ path: 'devices', token: anna.access })).status).toBe(401);
});
