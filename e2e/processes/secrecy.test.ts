import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { startApp } from '#e2e/fixtures/app-process.ts';
import { BACKEND, DESKTOP, isReady, startNodeProcess, type NodeProcess } from '#e2e/fixtures/node-process.ts';
import { descendants } from '#e2e/fixtures/process-tree.ts';
import { temporaryHome } from '#e2e/fixtures/temporary-home.ts';
import { walkHome } from '#e2e/fixtures/walk-home.ts';

const PASSWORD = 'canary-password-7c1e';
const WRONG = 'canary-wrong-password-19aa';
const EMAIL = 'anna@example.com';
/** Words of the user's own, in a message and in a row. */
const SAID = 'canarysaid4412';
const NOTED = 'canarynoted9035';

/** A day of a user with a backend of their own and one elsewhere, begun with the most open umask there is. */
let app: Awaited<ReturnType<typeof startApp>>;
let remote: NodeProcess;
let remoteUrl: string;
let homes: { home: string; remove: () => void }[] = [];
let secrets: string[] = [];

async function ask(message: string): Promise<void> {
  app.process.write({ chat: message });
  const { request_id: requestId } = await app.process.event((event) => event.event === 'chat_started');
  const answer = await app.process.event((event) => event.event === 'answer' && event['request_id'] === requestId);
  expect(answer['status']).toBe('success');
}

async function isConnectedTo(url: string): Promise<void> {
  for (
    const until = performance.now() + 20_000;
    performance.now() < until;
    await new Promise((resolve) => setTimeout(resolve, 50))
  ) {
    const { state, backend_url: at } = (await app.rpc.app.status()).connection;
    if (state === 'ready' && at === url) return;
  }
  throw new Error(`not connected to ${url}; it said: ${app.process.log().slice(-2_000)}`);
}

beforeAll(async () => {
  homes = [temporaryHome(), temporaryHome()];
  const [here, there] = homes.map(({ home }) => join(home, 'home'));
  const umask = process.umask(0);
  try {
    remote = startNodeProcess({ entry: BACKEND, args: ['--home', there ?? '', '--port', '0', '--json'] });
    remoteUrl = String((await remote.event(isReady, { timeoutMs: 60_000 }))['backend_url']);
    app = await startApp({ home: here ?? '' });
  } finally {
    process.umask(umask);
  }
  await isConnectedTo(app.backendUrl);
  await app.rpc.tasks.create({ title: `Call ${NOTED}` });
  await app.rpc.backups.create();
  await ask(`Create a task called ${SAID}`);

  const { connection } = app.rpc;
  const credentials = { backend_url: remoteUrl, email: EMAIL, password: PASSWORD };
  await connection.register(credentials);
  await isConnectedTo(remoteUrl);
  await ask(`Create a task called ${SAID} too`);
  secrets.push(readFileSync(join(app.home, 'device', 'secrets.json'), 'utf8'));
  await expect(connection.login({ ...credentials, password: WRONG })).rejects.toMatchObject({ code: 'INVALID' });
  await expect(connection.register(credentials)).rejects.toMatchObject({ code: 'INVALID' });
  await connection.login(credentials);
  await isConnectedTo(remoteUrl);
  secrets.push(readFileSync(join(app.home, 'device', 'secrets.json'), 'utf8'));
}, 180_000);

afterAll(async () => {
  await app?.close();
  await remote?.stop();
  for (const { remove } of homes) remove();
}, 60_000);

/** Every token that was kept at any time, one by one. */
function tokens(): string[] {
  const found = secrets.flatMap((text) => {
    const kept = JSON.parse((JSON.parse(text) as Record<string, string>)['backend_tokens'] ?? '{}') as Record<string, string>;
    return [kept['access_token'] ?? '', kept['refresh_token'] ?? ''];
  });
  expect(new Set(found).size).toBe(4);
  for (const token of found) expect(token.length).toBeGreaterThan(30);
  return found;
}

const appToken = (): string => new URLSearchParams(new URL(app.appUrl).hash.slice(1)).get('token') ?? '';

describe('connecting, from the page to a real backend and back', () => {
  test('shows the account, and this device among the user’s', async () => {
    const account = { kind: 'remote', backend_url: remoteUrl, email: EMAIL, has_own: true };
    expect(await app.rpc.connection.account()).toEqual(account);
    const { items } = await app.rpc.connection.devices();
    expect(items).toMatchObject([{ device_id: (await app.rpc.app.status()).device_id, connected: true, current: true }]);
    await expect(app.rpc.connection.removeDevice({ device_id: 'nobody' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('files', () => {
  test('everything in both homes is its user’s alone, while all runs, though the umask was 000', () => {
    for (const home of [app.home, join(homes[1]?.home ?? '', 'home')]) {
      const entries = walkHome(home);
      expect(entries.length).toBeGreaterThan(500);
      const open = entries.filter(({ kind, mode }) => {
        if (kind === 'folder') return mode !== 0o700;
        return kind === 'file' ? mode !== 0o600 : (mode & 0o077) !== 0;
      });
      expect(open).toEqual([]);
    }
    const paths = walkHome(app.home).map(({ path }) => path);
    for (const path of [
      'device/adiuva.sqlite',
      'device/adiuva.sqlite-wal',
      'device/secrets.json',
      'device/lock',
      'device/backups',
      'backend/lock',
    ])
      expect(paths).toContain(path);
  });

  test('no token, key, password or text of the user’s is in any log, nor in any file but the databases and the secrets', () => {
    const keys = [
      ...homes.map(({ home }) => readFileSync(join(home, 'home', 'backend', 'postgres', 'password'), 'utf8').trim()),
      ...homes.map(({ home }) => readFileSync(join(home, 'home', 'backend', 'secret'), 'utf8').trim()),
    ];
    for (const key of keys) expect(key.length).toBeGreaterThan(20);
    const never = [...tokens(), ...keys, PASSWORD, WRONG];
    const logs = [app.process.log(), remote.log()];
    for (const log of logs) expect(log).toContain('"msg":');
    for (const text of [...never, appToken(), SAID, NOTED]) for (const log of logs) expect(log).not.toContain(text);
    // The events tell the answers, and where the app is; nothing else of this.
    const events = JSON.stringify([...app.process.events.filter(({ event }) => event !== 'ready'), ...remote.events]);
    for (const text of [...never, appToken(), NOTED]) expect(events).not.toContain(text);

    let read = 0;
    for (const { home } of homes)
      for (const { path, kind } of walkHome(join(home, 'home'))) {
        const isOwn = /^device\/(adiuva\.sqlite|backups\/|secrets\.json)|^backend\/(postgres\/|secret$)/.test(path);
        if (kind !== 'file' || isOwn) continue;
        const content = readFileSync(join(home, 'home', path), 'latin1');
        read += 1;
        for (const text of [...never, appToken(), SAID, NOTED]) expect([path, content.includes(text)]).toEqual([path, false]);
      }
    // Both locks and both logs of PostgreSQL at least.
    expect(read).toBeGreaterThanOrEqual(4);
    // What the database keeps of the user is there, so the words could have been found.
    const device = ['adiuva.sqlite', 'adiuva.sqlite-wal'].map((name) => readFileSync(join(app.home, 'device', name), 'latin1'));
    expect(device.join('')).toContain(NOTED);
    for (const token of [...tokens(), PASSWORD]) expect(device.join('')).not.toContain(token);
  });

  test('no process tells a token by its command line', () => {
    const family = [app.process.pid, ...descendants(app.process.pid)];
    for (const pid of family) {
      const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      for (const text of [...tokens(), appToken()]) expect(line).not.toContain(text);
    }
  });
});

/** What somebody else on this machine gets of a command. */
function asNobody(command: string): { status: number | null; said: string } {
  const done = spawnSync('/bin/sh', ['-c', command], {
    uid: 65_534,
    gid: 65_534,
    encoding: 'utf8',
    cwd: '/',
    env: { PATH: '/usr/bin:/bin' },
  });
  return { status: done.status, said: `${done.stdout}${done.stderr}` };
}

describe.skipIf(process.getuid?.() !== 0)('another user of this machine (only root can become one: skipped otherwise)', () => {
  test('reads nothing of the home, nor of the environment of its processes', () => {
    expect(asNobody('id -u').said).toBe('65534\n');
    const device = join(app.home, 'device');
    for (const command of [
      `ls ${app.home}`,
      `ls ${device}`,
      `cat ${device}/secrets.json`,
      `cat ${device}/adiuva.sqlite`,
      `cat ${app.home}/backend/secret`,
      `touch ${app.home}/planted`,
      ...[app.process.pid, ...descendants(app.process.pid)].map((pid) => `cat /proc/${pid}/environ`),
    ]) {
      const { status, said } = asNobody(command);
      expect([command, status === 0]).toEqual([command, false]);
      expect(said).toMatch(/Permission denied/);
    }
  });

  test('reaches the port, as everybody here does, and gets in nowhere without the token', () => {
    const { host, origin, port } = new URL(app.appUrl);
    const upgrade = (protocols: string, path = '/rpc') =>
      asNobody(
        `curl -s -o /dev/null -w '%{http_code}' --max-time 10 -H 'Connection: Upgrade' -H 'Upgrade: websocket' -H 'Sec-WebSocket-Version: 13' -H 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==' -H 'Origin: ${origin}' -H 'Sec-WebSocket-Protocol: ${protocols}' http://${host}${path}`,
      ).said;
    expect(upgrade('adiuva.rpc')).toBe('401');
    expect(upgrade(`adiuva.rpc, token.${'A'.repeat(43)}`)).toBe('401');
    expect(upgrade('adiuva.rpc', `/rpc?token=${appToken()}`)).toBe('401');
    expect(asNobody(`curl -s --max-time 10 http://127.0.0.1:${port}/`).said).not.toContain(appToken());
    const api = (args: string) => asNobody(`curl -s -o /dev/null -w '%{http_code}' --max-time 10 ${args}`).said;
    expect(api(`${app.backendUrl}/api/v1/auth/me`)).toBe('401');
    expect(api(`${app.backendUrl}/api/v1/devices`)).toBe('401');
    const account = `'{"email":"eve@example.com","password":"${PASSWORD}"}'`;
    expect(api(`-X POST -H 'content-type: application/json' -d ${account} ${app.backendUrl}/api/v1/auth/register`)).toBe('403');
  });
});

describe('another web page', () => {
  /** What a request to the app's own address is answered when a browser was told that it is called `host`. */
  const get = (host: string, path = '/') =>
    new Promise<{ status: number; body: string }>((resolve, reject) => {
      const { port } = new URL(app.appUrl);
      const asked = request({ host: '127.0.0.1', port, path, headers: { host: `${host}:${port}` } }, (response) => {
        let body = '';
        response.on('data', (chunk: Buffer) => (body += chunk.toString()));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
      });
      asked.on('error', reject);
      asked.end();
    });
  const knock = ({ origin, host, token }: { origin: string; host?: string; token: string }) =>
    new Promise<number>((resolve) => {
      const { port } = new URL(app.appUrl);
      const socket = new WebSocket(`ws://127.0.0.1:${port}/rpc`, ['adiuva.rpc', `token.${token}`], {
        headers: { ...(origin === '' ? {} : { origin }), ...(host === undefined ? {} : { host }) },
      });
      socket.on('open', () => {
        socket.terminate();
        resolve(101);
      });
      socket.on('unexpected-response', (_request, response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      socket.on('error', () => undefined);
    });

  test('under a name that was rebound to this machine is told nothing, not even the page', async () => {
    for (const host of ['evil.test', 'localhost.evil.test', '127.0.0.1.nip.io', '0.0.0.0']) {
      expect(await get(host)).toMatchObject({ status: 403, body: expect.not.stringContaining('<') });
      const { port } = new URL(app.appUrl);
      expect(await knock({ host: `${host}:${port}`, origin: `http://${host}:${port}`, token: appToken() })).toBe(403);
    }
  });

  test('of another origin is refused, even with the token; the app’s own is not', async () => {
    const { origin, port } = new URL(app.appUrl);
    for (const other of [
      'https://evil.test',
      'null',
      '',
      `https://127.0.0.1:${port}`,
      `http://127.0.0.1:${Number(port) + 1}`,
      'file://',
    ])
      expect([other, await knock({ origin: other, token: appToken() })]).toEqual([other, 403]);
    expect(await knock({ origin, token: appToken().replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')) })).toBe(401);
    expect(await knock({ origin, token: appToken() })).toBe(101);
  });
});

test('a browser is started with an address that is good once; the token is in no command line', async () => {
  const { home, remove } = temporaryHome();
  onTestFinished(remove);
  const told = join(home, 'told');
  writeFileSync(join(home, 'xdg-open'), `#!/bin/sh\nprintf %s "$*" > ${told}.new && mv ${told}.new ${told}\n`, { mode: 0o755 });
  const desktop = startNodeProcess({
    entry: DESKTOP,
    args: ['--home', join(home, 'home'), '--port', '0', '--json'],
    env: { PATH: `${home}:${process.env['PATH'] ?? ''}` },
  });
  try {
    const token = new URL(String((await desktop.event(isReady))['app_url'])).hash.replace('#token=', '');
    expect(token.length).toBeGreaterThan(40);
    await expect.poll(() => existsSync(told), { timeout: 10_000 }).toBe(true);
    const address = readFileSync(told, 'utf8');
    expect(address).not.toContain(token);
    const first = await fetch(address, { redirect: 'manual' });
    expect([first.status, first.headers.get('location')]).toEqual([303, `/#token=${token}`]);
    expect((await fetch(address, { redirect: 'manual' })).status).toBe(410);
  } finally {
    await desktop.stop();
  }
});

describe('logging out', () => {
  test('ends the log-in at the backend too, forgets its tokens, and goes back to one’s own backend', async () => {
    const [, , access] = tokens();
    const me = () => fetch(`${remoteUrl}/api/v1/auth/me`, { headers: { authorization: `Bearer ${access}` } });
    expect((await me()).status).toBe(200);
    expect(await app.rpc.connection.logout()).toEqual({ kind: 'own', backend_url: app.backendUrl, has_own: true });
    expect((await me()).status).toBe(401);
    await isConnectedTo(app.backendUrl);
    const kept = readFileSync(join(app.home, 'device', 'secrets.json'), 'utf8');
    for (const token of tokens()) expect(kept).not.toContain(token);
    await ask('Create a task called Home again');
  });
});
