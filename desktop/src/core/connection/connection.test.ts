import Database from 'better-sqlite3';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createMemorySecrets, type Secrets } from '#core/ports/secrets.ts';
import { createFakeAccounts, type FakeAccounts } from '#core/test/fake-accounts.ts';
import { startFakeBackend, usage, type FakeBackend } from '#core/test/fake-backend.ts';
import { createFakeClock } from '#core/test/fake-clock.ts';
import { connectCore, isReady, openCore, startRun, type OpenedCore } from '#core/test/open-core.ts';

const PASSWORD = 'correct horse';
const MINUTE = 60_000;

async function startRemote(options: { userId?: string } = {}): Promise<FakeBackend & { accounts: FakeAccounts }> {
  const accounts = createFakeAccounts(options);
  const backend = await startFakeBackend({ answer: (...request) => accounts.handle(...request) });
  onTestFinished(() => backend.close());
  return { ...backend, accounts };
}

const credentials = (backend: { url: string }, password = PASSWORD) => ({
  backend_url: `  ${backend.url}/ `,
  email: ' Anna@Example.com',
  password,
});
const connectionOf = async ({ rpc }: Pick<OpenedCore, 'rpc'>) => (await rpc.app.status()).connection;
const select = (id: string, runId = 'run-1') => ({ id, run_id: runId, action: 'select', table: 'tasks' });
const turnsOf = async ({ rpc }: Pick<OpenedCore, 'rpc'>, sessionId: string) =>
  (await rpc.chat.transcript({ session_id: sessionId, limit: 20 })).turns;

/** A core without a backend of its own, logged in at a remote one. */
async function loggedIn({ secrets = createMemorySecrets() }: { secrets?: Secrets } = {}) {
  const remote = await startRemote();
  const clock = createFakeClock();
  const core = openCore({ clock, secrets });
  await core.rpc.connection.login(credentials(remote));
  const socket = await remote.connection(1);
  await isReady(core);
  return { ...core, remote, clock, secrets, socket };
}

describe('logging in', () => {
  test('connects to the backend that the user named, with its token; the page never sees one', async () => {
    const remote = await startRemote();
    const core = openCore({});
    expect(await core.rpc.connection.account()).toEqual({ kind: 'none', has_own: false });
    expect(await connectionOf(core)).toMatchObject({ state: 'stopped', detail: expect.stringContaining('Settings') });
    const account = await core.rpc.connection.login(credentials(remote));
    expect(account).toEqual({ kind: 'remote', backend_url: remote.url, email: 'anna@example.com', has_own: false });
    const socket = await remote.connection(1);
    expect(socket.headers['authorization']).toBe(`Bearer ${remote.accounts.accessToken()}`);
    await isReady(core);
    expect(await connectionOf(core)).toMatchObject({ state: 'ready', backend_url: remote.url });
    expect(remote.accounts.asked[0]?.body).toEqual({ email: 'anna@example.com', password: PASSWORD });
    expect(core.log.join('\n')).not.toMatch(/correct horse|access-|refresh-/);
  });

  test('registering does the same', async () => {
    const remote = await startRemote();
    const core = openCore({});
    expect(await core.rpc.connection.register(credentials(remote))).toMatchObject({ kind: 'remote' });
    await remote.connection(1);
    await expect(core.rpc.connection.register(credentials(remote, 'short'))).rejects.toThrow('8 to 1,024');
  });

  test('a wrong password, a wrong address, a stranger: a sentence, and everything stays as it was', async () => {
    const remote = await startRemote();
    const stranger = await startFakeBackend();
    onTestFinished(() => stranger.close());
    const gone = await startFakeBackend();
    await gone.close();
    const core = openCore({});
    const login = (given: Partial<ReturnType<typeof credentials>>) =>
      core.rpc.connection.login({ ...credentials(remote), ...given });
    await expect(login({ password: 'wrong' })).rejects.toMatchObject({
      code: 'INVALID',
      message: 'The backend says: No account has this address and password.',
    });
    await expect(login({ email: 'nonsense' })).rejects.toMatchObject({
      code: 'INVALID',
      message: 'This is not an e-mail address.',
    });
    await expect(login({ backend_url: 'http://example.com' })).rejects.toMatchObject({ code: 'INVALID' });
    await expect(login({ backend_url: gone.url })).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.stringMatching(/^Nothing answers at 127\.0\.0\.1:\d+/),
    });
    await expect(login({ backend_url: remote.url.replace('http:', 'https:') })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await expect(login({ backend_url: stranger.url })).rejects.toThrow('does not answer as a backend');
    for (const body of [{}, { user: { id: 'u', email: 'e', created_at: 1 }, access_token: 'only' }, 'x'.repeat(2_000_000)]) {
      remote.accounts.instead = () => ({ status: 200, body });
      await expect(login({})).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    }
    expect(await core.rpc.connection.account()).toEqual({ kind: 'none', has_own: false });
    expect(remote.upgrades()).toBe(0);
  });

  test('a backend that points elsewhere gets no password sent there', async () => {
    const elsewhere = await startRemote();
    const remote = await startRemote();
    remote.accounts.instead = () => ({ status: 307, headers: { location: `${elsewhere.url}/api/v1/auth/login` } });
    const core = openCore({});
    await expect(core.rpc.connection.login(credentials(remote))).rejects.toThrow('another address');
    expect(elsewhere.accounts.asked).toEqual([]);
  });

  test('one that never answers is given up', async () => {
    const remote = await startRemote();
    remote.accounts.instead = () => 'never';
    const clock = createFakeClock();
    const core = openCore({ clock });
    const outcome = core.rpc.connection.login(credentials(remote));
    outcome.catch(() => undefined);
    await expect.poll(() => remote.accounts.asked.length).toBe(1);
    await expect(core.rpc.connection.login(credentials(remote))).rejects.toThrow('being changed already');
    clock.advance(15_000);
    await expect(outcome).rejects.toThrow('did not answer in time');
  });

  test('outlives a restart, and wins over the own backend until the log-out', async () => {
    const own = await startFakeBackend();
    onTestFinished(() => own.close());
    const { secrets, remote, device, close } = await loggedIn();
    await close();
    const again = openCore({ device, secrets, backendUrl: own.url });
    await remote.connection(2);
    await isReady(again);
    expect(await again.rpc.connection.account()).toMatchObject({ kind: 'remote', has_own: true });
    expect(own.upgrades()).toBe(0);
    const here = await remote.connection(2);
    expect(await again.rpc.connection.logout()).toEqual({ kind: 'own', backend_url: own.url, has_own: true });
    expect(await here.closed).toBe(1000);
    await own.connection(1);
    await isReady(again);
    expect(await connectionOf(again)).toMatchObject({ state: 'ready', backend_url: own.url });
    expect(remote.accounts.asked.at(-1)).toMatchObject({
      path: '/api/v1/auth/logout',
      authorization: `Bearer ${remote.accounts.accessToken()}`,
    });
    expect(secrets.get('backend_tokens')).toBeUndefined();
  });

  test('a log-out works without the backend too', async () => {
    const { rpc, remote, clock, secrets } = await loggedIn();
    remote.accounts.instead = () => 'never';
    const leaving = rpc.connection.logout();
    await expect.poll(() => remote.accounts.asked.at(-1)?.path).toBe('/api/v1/auth/logout');
    expect(secrets.get('backend_tokens')).toBeUndefined();
    clock.advance(5_000);
    expect(await leaving).toEqual({ kind: 'none', has_own: false });
    expect((await rpc.app.status()).connection.state).toBe('stopped');
  });

  test('no token lies in the database', async () => {
    const { device, close, remote } = await loggedIn();
    await close();
    const sqlite = new Database(join(device, 'adiuva.sqlite'), { readonly: true });
    const names = sqlite.prepare(`select name from sqlite_master where type = 'table'`).all() as { name: string }[];
    const text = JSON.stringify(names.map(({ name }) => sqlite.prepare(`select * from "${name}"`).all()));
    sqlite.close();
    expect(text).toContain(remote.url);
    expect(text).not.toMatch(/access-|refresh-|correct horse/);
  });
});

describe('tokens', () => {
  const refreshes = ({ accounts }: { accounts: FakeAccounts }): number =>
    accounts.asked.filter(({ path }) => path === '/api/v1/auth/refresh').length;

  test('a young one is used again; an old one is renewed, once for all who ask, and kept before it is used', async () => {
    const { rpc, remote, clock, secrets, socket } = await loggedIn();
    socket.socket.terminate();
    await remote.connection(1);
    await expect.poll(async () => (await connectionOf({ rpc })).state).toBe('waiting');
    clock.advance(10_000);
    await remote.connection(2);
    expect(refreshes(remote)).toBe(0);
    clock.advance(14 * MINUTE);
    await Promise.all([rpc.connection.devices(), rpc.connection.devices(), rpc.connection.devices()]);
    expect(refreshes(remote)).toBe(1);
    expect(secrets.get('backend_tokens')).toContain('refresh-user-1-2');
    expect(secrets.get('backend_tokens')).not.toContain('refresh-user-1-1');
  });

  test('one that the backend refuses is renewed, and the device is back', async () => {
    const core = await loggedIn();
    core.clock.jump(2 * MINUTE);
    core.socket.socket.close(4001);
    const next = await core.remote.connection(2);
    expect(next.headers['authorization']).toBe('Bearer access-user-1-2');
    await isReady(core);
  });

  test('a 401 at the upgrade renews it too', async () => {
    const core = await loggedIn();
    core.remote.refuseWith(401);
    core.socket.socket.terminate();
    await expect.poll(async () => (await connectionOf(core)).state).toBe('waiting');
    core.clock.advance(10_000);
    await expect.poll(() => core.remote.upgrades()).toBe(2);
    await expect.poll(async () => (await connectionOf(core)).state).toBe('waiting');
    core.remote.refuseWith(101);
    core.clock.advance(10_000);
    expect((await core.remote.connection(2)).headers['authorization']).toBe('Bearer access-user-1-2');
  });

  test('a log-in that has ended stops the link with a sentence; a new one goes on, messages and runs with it', async () => {
    const core = await loggedIn();
    await startRun(core);
    core.clock.jump(2 * MINUTE);
    core.remote.accounts.revoke();
    core.socket.socket.close(4001);
    await expect
      .poll(() => connectionOf(core))
      .toMatchObject({ state: 'stopped', detail: expect.stringContaining('Log in again') });
    expect(core.secrets.get('backend_tokens')).toBeUndefined();
    expect(await core.rpc.connection.account()).toMatchObject({ kind: 'remote' });
    const waiting = await core.rpc.chat.send({ text: 'Still for you' });
    await core.rpc.connection.login(credentials(core.remote));
    const socket = await core.remote.connection(2);
    expect((await socket.frame({ type: 'device_hello' }))['resume']).toEqual({ 'run-1': 1 });
    await socket.frame((frame) => frame['request_id'] === waiting.request_id);
    expect(await socket.call(select('c-1'))).toMatchObject({ total: 0 });
  });

  test('one that is refused as soon as it is made is not made again and again', async () => {
    const core = await loggedIn();
    core.socket.socket.close(4001);
    await expect
      .poll(() => connectionOf(core))
      .toMatchObject({ state: 'stopped', detail: expect.stringContaining('Log in again') });
    expect(refreshes(core.remote)).toBe(0);
  });

  test('a process that ends between the backend’s turn and its own asks to log in again, and loses nothing', async () => {
    const core = await loggedIn();
    const task = await core.rpc.tasks.create({ title: 'Kept' });
    const before = core.secrets.get('backend_tokens') ?? '';
    core.clock.advance(15 * MINUTE);
    await core.rpc.connection.devices();
    await core.close();
    core.secrets.set('backend_tokens', before);
    const again = openCore({ device: core.device, secrets: core.secrets, clock: core.clock });
    await expect
      .poll(() => connectionOf(again))
      .toMatchObject({ state: 'stopped', detail: expect.stringContaining('Log in again') });
    expect((await again.rpc.tasks.get({ id: task.id })).title).toBe('Kept');
    await again.rpc.connection.login(credentials(core.remote));
    await isReady(again);
  });

  test('tokens of one backend are never sent to another', async () => {
    const first = await loggedIn();
    const stolen = first.secrets.get('backend_tokens') ?? '';
    await first.close();
    const second = await startRemote({ userId: 'user-2' });
    const secrets = createMemorySecrets();
    const core = openCore({ secrets });
    await core.rpc.connection.login(credentials(second));
    await second.connection(1);
    await core.close();
    secrets.set('backend_tokens', stolen);
    const again = openCore({ device: core.device, secrets });
    await expect
      .poll(() => connectionOf(again))
      .toMatchObject({ state: 'stopped', detail: expect.stringContaining('Log in again') });
    expect(JSON.stringify(second.accounts.asked)).not.toContain('user-1');
    expect(second.upgrades()).toBe(1);
  });
});

describe('a backend that gives tokens back', () => {
  test('gets none into a log, nor to the page; the link tries again', async () => {
    const core = await loggedIn();
    const long = 'x'.repeat(40);
    core.remote.accounts.instead = ({ body }) => {
      const detail = `Too busy for ${String(body['refresh_token'])} and\n${long}`;
      return { status: 503, body: { type: 't', title: 't', status: 503, code: 'internal', detail, request_id: 'r' } };
    };
    await expect(core.rpc.connection.devices()).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: 'The backend says: Too busy for undefined and …',
    });
    core.clock.jump(20 * MINUTE);
    core.socket.socket.terminate();
    await expect.poll(async () => (await connectionOf(core)).state).toBe('waiting');
    core.clock.advance(10_000);
    await expect.poll(() => core.log.filter((line) => line.startsWith('connecting failed')).length).toBe(1);
    await expect.poll(async () => (await connectionOf(core)).state).toBe('waiting');
    await expect(core.rpc.connection.devices()).rejects.toThrow('cannot be renewed now (HTTP 503)');
    expect(core.log.join('\n')).not.toMatch(/access-|refresh-/);
    core.remote.accounts.instead = () => undefined;
    core.clock.advance(10_000);
    await core.remote.connection(2);
  });
});

describe('devices', () => {
  test('are listed; one that is not there cannot be removed', async () => {
    const core = await loggedIn();
    const items = [{ device_id: 'other', app_version: '1', last_seen_at: 5, connected: false, current: false }];
    expect(await core.rpc.connection.devices()).toEqual({ items });
    await expect(core.rpc.connection.removeDevice({ device_id: 'a/../b' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(core.remote.accounts.asked.at(-1)).toMatchObject({ method: 'DELETE', path: '/api/v1/devices/a%2F..%2Fb' });
  });

  test('without a backend there are none to ask for', async () => {
    await expect(openCore({}).rpc.connection.devices()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });
});

describe('a backup that is restored', () => {
  test('does not log in again, nor out', async () => {
    const core = await loggedIn();
    const { backup_id: backupId } = await core.rpc.backups.create();
    await core.rpc.backups.restore({ backup_id: backupId });
    expect(await core.rpc.connection.account()).toMatchObject({ kind: 'remote' });
    expect((await core.remote.connection(2)).headers['authorization']).toBe('Bearer access-user-1-1');
    await isReady(core);
    await core.rpc.connection.logout();
    await core.rpc.backups.restore({ backup_id: backupId });
    expect(await core.rpc.connection.account()).toEqual({ kind: 'none', has_own: false });
    expect((await core.rpc.app.status()).connection.state).toBe('stopped');
    await core.close();
    const again = openCore({ device: core.device, secrets: core.secrets });
    expect(await again.rpc.connection.account()).toEqual({ kind: 'none', has_own: false });
  });

  test('after damage brings the log-in back with the data', async () => {
    const core = await loggedIn();
    const { backup_id: backupId } = await core.rpc.backups.create();
    await core.close();
    writeFileSync(join(core.device, 'adiuva.sqlite'), 'no database');
    const again = openCore({ device: core.device, secrets: core.secrets });
    expect((await again.rpc.connection.account()).kind).toBe('none');
    await again.rpc.backups.restore({ backup_id: backupId });
    expect(await again.rpc.connection.account()).toMatchObject({ kind: 'remote', backend_url: core.remote.url });
    await core.remote.connection(2);
    await isReady(again);
  });
});

describe('another backend', () => {
  test('cannot act on what the first was asked: not on a run, a request, its ids, nor its events', async () => {
    const core = await connectCore();
    await core.rpc.tasks.create({ title: 'Secret plan' });
    const bound = await startRun(core);
    expect(await core.socket.call(select('c-1'))).toMatchObject({ total: 1 });
    const sent = await core.rpc.chat.send({ text: 'Sent to the first' });
    await core.socket.frame((frame) => frame['request_id'] === sent.request_id);
    const evil = await startRemote();
    await core.rpc.connection.login(credentials(evil));
    expect(await core.socket.frame({ type: 'run_cancel' })).toMatchObject({ run_id: 'run-1' });
    expect(await core.socket.closed).toBe(1000);

    const socket = await evil.connection(1);
    await isReady(core);
    expect((await socket.frame({ type: 'device_hello' }))['resume']).toEqual({});
    const refused = (await core.rpc.app.status()).refused_calls;
    for (const [n, requestId] of [bound.requestId, sent.request_id].entries())
      for (const runId of ['run-1', `run-evil-${n}`]) {
        socket.send({ type: 'run_started', run_id: runId, seq: 1, kind: 'chat', request_id: requestId });
        expect(await socket.call(select(`x-${n}-${runId}`, runId))).toMatchObject({ code: 'run_not_granted' });
        // Also the very call that the first was answered.
        expect(await socket.call(select('c-1', runId))).toMatchObject({ code: 'run_not_granted' });
      }
    socket.send({ type: 'text_chunk', run_id: 'run-1', seq: 2, message_id: 'm', text: 'FORGED' });
    socket.send({ type: 'final', run_id: 'run-1', seq: 2, status: 'success', response: 'FORGED', usage });
    expect(await socket.call(select('last'))).toMatchObject({ code: 'run_not_granted' });
    expect((await core.rpc.app.status()).refused_calls).toBe(refused + 4 + 8 + 2 + 1);
    expect(socket.frames.filter((frame) => frame.type === 'chat_request' || frame.type === 'ack')).toEqual([]);
    const [first] = await turnsOf(core, bound.sessionId);
    expect(first?.answer).toMatchObject({ status: 'cancelled', text: expect.stringContaining('disconnected from the backend') });
    expect(await turnsOf(core, sent.session_id)).toMatchObject([
      { delivery: 'failed', failure: expect.stringContaining('Send it again') },
    ]);
    expect((await core.rpc.app.status()).queued_messages).toBe(0);
  });

  test('nor after a restart, nor when the first is there again: it is over for it too', async () => {
    const core = await connectCore();
    const bound = await startRun(core);
    await core.socket.call(select('first'));
    await core.close();
    const other = await startFakeBackend();
    onTestFinished(() => other.close());
    // Started with another address, without the app's own word that it is the same.
    const second = openCore({ device: core.device, backendUrl: other.url, backendName: 'another' });
    const socket = await other.connection(1);
    await isReady(second);
    expect((await socket.frame({ type: 'device_hello' }))['resume']).toEqual({});
    socket.send({ type: 'run_started', run_id: 'run-1', seq: 1, kind: 'chat', request_id: bound.requestId });
    expect(await socket.call(select('c-1'))).toMatchObject({ code: 'run_not_granted' });
    await second.close();
    const third = await connectCore({ device: core.device });
    expect(third.socket.frames[0]?.['resume']).toEqual({});
    expect(await third.socket.call(select('c-1'))).toMatchObject({ code: 'run_closed' });
  });

  test('of another user at the same address is another backend', async () => {
    const core = await loggedIn();
    const bound = await startRun(core);
    core.remote.accounts.instead = (asked) =>
      asked.path === '/api/v1/auth/login'
        ? {
            status: 200,
            body: { user: { id: 'user-2', email: 'b@example.com', created_at: 1 }, access_token: 'a', refresh_token: 'b' },
          }
        : undefined;
    await core.rpc.connection.login(credentials(core.remote));
    const socket = await core.remote.connection(2);
    await isReady(core);
    socket.send({ type: 'run_started', run_id: 'run-1', seq: 1, kind: 'chat', request_id: bound.requestId });
    expect(await socket.call(select('c-1'))).toMatchObject({ code: 'run_not_granted' });
  });

  test('what waits for the user of the first does not happen under the second', async () => {
    const core = await connectCore();
    const task = await core.rpc.tasks.create({ title: 'Precious' });
    await startRun(core);
    const call = { id: 'd-1', run_id: 'run-1', action: 'delete', table: 'tasks', data: { id: task.id } };
    expect(await core.socket.call(call)).toMatchObject({ code: 'needs_approval' });
    const remote = await startRemote();
    await core.rpc.connection.login(credentials(remote));
    const socket = await remote.connection(1);
    await isReady(core);
    expect((await core.rpc.app.status()).pending_approvals).toBe(0);
    await expect(core.rpc.approvals.approve({ approval_id: 'd-1' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await socket.call(call)).toMatchObject({ code: 'run_not_granted' });
    expect((await core.rpc.tasks.get({ id: task.id })).title).toBe('Precious');
    expect(socket.frames.filter((frame) => frame.type === 'approval_response')).toEqual([]);
  });

  test('is not asked what the user still thinks about saying to the first', async () => {
    const core = await connectCore();
    const client = await core.rpc.clients.create({ name: 'Zebedee' });
    await core.rpc.privacy.setRule({ client_id: client.id, rule: 'never' });
    const held = await core.rpc.chat.send({ text: 'What about Zebedee?' });
    expect(await turnsOf(core, held.session_id)).toMatchObject([{ delivery: 'held' }]);
    const remote = await startRemote();
    await core.rpc.connection.login(credentials(remote));
    const socket = await remote.connection(1);
    await isReady(core);
    expect(await turnsOf(core, held.session_id)).toMatchObject([
      { delivery: 'failed', failure: expect.stringContaining('connected to before') },
    ]);
    expect((await core.rpc.app.status()).pending_approvals).toBe(0);
    await expect(core.rpc.approvals.approve({ approval_id: held.request_id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const next = await core.rpc.chat.send({ text: 'For you' });
    await socket.frame((frame) => frame['request_id'] === next.request_id);
    expect(JSON.stringify(socket.frames)).not.toContain('Zebedee');
  });

  test('gets what was written while there was none', async () => {
    const core = openCore({});
    const written = await core.rpc.chat.send({ text: 'For whoever comes' });
    const remote = await startRemote();
    await core.rpc.connection.login(credentials(remote));
    const socket = await remote.connection(1);
    await socket.frame((frame) => frame['request_id'] === written.request_id);
    socket.send({ type: 'run_started', run_id: 'run-1', seq: 1, kind: 'chat', request_id: written.request_id });
    expect(await socket.call(select('c-1'))).toMatchObject({ total: 0 });
  });

  test('a message that was written for the first is not sent to it, and the user is told', async () => {
    const own = await startFakeBackend();
    own.refuseWith(503);
    onTestFinished(() => own.close());
    const core = openCore({ backendUrl: own.url });
    const written = await core.rpc.chat.send({ text: 'For my own machine only' });
    const remote = await startRemote();
    await core.rpc.connection.login(credentials(remote));
    const socket = await remote.connection(1);
    await isReady(core);
    const next = await core.rpc.chat.send({ text: 'For you' });
    await socket.frame((frame) => frame['request_id'] === next.request_id);
    expect(JSON.stringify(socket.frames)).not.toContain('my own machine');
    expect(await turnsOf(core, written.session_id)).toMatchObject([
      { delivery: 'failed', failure: expect.stringContaining('connected to before') },
    ]);
  });

  test('started without any: what waits for the own one still waits', async () => {
    const core = await connectCore();
    await startRun(core);
    await core.socket.call(select('first'));
    await core.close();
    const without = openCore({ device: core.device });
    expect((await without.rpc.connection.account()).kind).toBe('none');
    await without.close();
    const again = await connectCore({ device: core.device });
    expect(again.socket.frames[0]?.['resume']).toEqual({ 'run-1': 1 });
    expect(await again.socket.call(select('c-1'))).toMatchObject({ total: 0 });
  });
});
