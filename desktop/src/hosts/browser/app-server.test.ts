import { mkdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { openCore } from '#core/test/open-core.ts';
import { temporaryFolder } from '#core/test/temporary-folder.ts';
import { serve, TOKEN } from '#hosts/test/transports.ts';

let folder: string;
let server: Awaited<ReturnType<typeof serve>>;
beforeEach(async () => {
  folder = temporaryFolder();
  server = await serve(openCore({}).core.router, folder);
});

/** A request whose every header the test sets, and whose path nobody tidies. */
function get(path: string, { headers = {}, method = 'GET' }: { headers?: Record<string, string>; method?: string } = {}) {
  return new Promise<{ status: number; headers: Record<string, unknown>; body: string }>((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: server.port, path, method, headers }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    asked.on('error', reject);
    asked.end();
  });
}

/** What a socket is met with: 101, or the status of its refusal. */
function knock({
  protocols = ['adiuva.rpc', `token.${TOKEN}`],
  origin = server.origin,
  host,
  path = '/rpc',
}: {
  protocols?: string[];
  /** Empty: none is sent. */
  origin?: string;
  host?: string;
  path?: string;
}): Promise<number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}${path}`, protocols, {
      headers: { ...(host ? { host } : {}), ...(origin ? { origin } : {}) },
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
}

/** Everything that a socket of the page with this token is answered. */
function upgrade(token: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const socket = connect(server.port, '127.0.0.1');
    socket.on('data', (chunk: Buffer) => (said += chunk.toString()));
    socket.on('close', () => resolve(said));
    socket.on('error', reject);
    socket.write(
      [
        'GET /rpc HTTP/1.1',
        `host: 127.0.0.1:${server.port}`,
        `origin: ${server.origin}`,
        'connection: upgrade',
        'upgrade: websocket',
        'sec-websocket-version: 13',
        'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==',
        `sec-websocket-protocol: adiuva.rpc, token.${token}`,
        '\r\n',
      ].join('\r\n'),
    );
  });
}

describe('the page', () => {
  test('is served with its files, and for every route of its own', async () => {
    writeFileSync(join(folder, 'index.html'), '<p>page</p>');
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'assets', 'app-1a2b.js'), 'go()');
    expect(await get('/')).toMatchObject({ status: 200, body: '<p>page</p>', headers: { 'cache-control': 'no-cache' } });
    expect(await get('/tasks/some-id?x=1')).toMatchObject({ status: 200, body: '<p>page</p>' });
    expect(await get('/assets/app-1a2b.js')).toMatchObject({
      status: 200,
      body: 'go()',
      headers: { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': expect.stringContaining('immutable') },
    });
    expect(await get('/', { method: 'HEAD' })).toMatchObject({ status: 200, body: '' });
    expect((await get('/missing.js')).status).toBe(404);
    expect((await get('/', { method: 'POST' })).status).toBe(405);
  });

  test('says how to build it when it is not there', async () => {
    const { status, body } = await get('/');
    expect([status, body]).toEqual([503, expect.stringContaining('npm run build')]);
  });

  test('comes with headers that keep it to itself', async () => {
    const { headers } = await get('/');
    const policy = String(headers['content-security-policy']);
    for (const part of [
      "default-src 'none'",
      "script-src 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "form-action 'none'",
    ])
      expect(policy).toContain(part);
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });

  test('gives nothing from outside its folder', async () => {
    writeFileSync(join(folder, 'index.html'), '<p>page</p>');
    writeFileSync(join(folder, '.secret'), 'secret');
    for (const path of [
      '/../../../etc/passwd',
      '/..%2f..%2fetc%2fpasswd',
      '/%2e%2e/x.txt',
      '/.secret',
      '/a/%00.js',
      '/%ff.js',
      '//etc/passwd.txt',
    ])
      expect((await get(path)).body).not.toMatch(/root:|secret/);
  });
});

describe('who may come in', () => {
  test('only requests for this machine’s own name', async () => {
    for (const host of ['evil.example', `evil.example:${server.port}`, '127.0.0.1', `[::1]:${server.port}`])
      expect((await get('/', { headers: { host } })).status).toBe(403);
    expect((await get('/', { headers: { host: `localhost:${server.port}` } })).status).toBe(503);
  });

  test('only sockets of the page itself, with its token', async () => {
    expect(await knock({})).toBe(101);
    expect(await knock({ host: `localhost:${server.port}`, origin: `http://localhost:${server.port}` })).toBe(101);
    expect(await knock({ protocols: ['adiuva.rpc'] })).toBe(401);
    expect(await knock({ protocols: ['adiuva.rpc', 'token.'] })).toBe(401);
    expect(await knock({ protocols: ['adiuva.rpc', `token.${TOKEN}x`] })).toBe(401);
    expect(await knock({ protocols: ['adiuva.rpc', `token.${TOKEN.slice(0, -1)}`] })).toBe(401);
    expect(await knock({ protocols: [`token.${TOKEN}`] })).toBe(401);
    expect(await knock({ protocols: [] })).toBe(401);
    expect(await knock({ origin: 'http://evil.example' })).toBe(403);
    expect(await knock({ origin: `http://localhost:${server.port}` })).toBe(403);
    expect(await knock({ origin: 'null' })).toBe(403);
    expect(await knock({ origin: '' })).toBe(403);
    expect(await knock({ host: `rebound.example:${server.port}`, origin: `http://rebound.example:${server.port}` })).toBe(403);
    expect(await knock({ path: '/other' })).toBe(404);
    expect(await knock({ protocols: ['adiuva.rpc'], path: `/rpc?token=${TOKEN}` })).toBe(401);
  });

  test('a browser that the app starts: once, without the token in its command line', async () => {
    const address = new URL(server.openingUrl());
    expect(address.href).not.toContain(TOKEN);
    expect((await get(address.pathname, { headers: { host: `evil.example:${server.port}` } })).status).toBe(403);
    expect((await get(address.pathname, { method: 'HEAD' })).status).not.toBe(303);
    const first = await get(address.pathname);
    expect([first.status, first.headers['location'], first.headers['cache-control']]).toEqual([
      303,
      `/#token=${TOKEN}`,
      'no-store',
    ]);
    const second = await get(address.pathname);
    expect([second.status, second.headers['location']]).toEqual([410, undefined]);
    expect((await get('/open/')).status).toBe(410);
    expect((await get(`/open/${'A'.repeat(43)}`)).status).toBe(410);
  });

  test(
    '10,000 guesses, close ones too: none comes in, all are answered alike, and the token still does',
    { timeout: 60_000 },
    async () => {
      const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
      const guesses = Array.from({ length: 10_000 }, (_, n) => {
        const at = n % TOKEN.length;
        const letter = alphabet[(alphabet.indexOf(TOKEN[at] ?? 'A') + 1 + (n % 63)) % 64] ?? 'A';
        return n % 3 === 0 ? TOKEN.slice(0, at) : `${TOKEN.slice(0, at)}${letter}${TOKEN.slice(at + 1)}`;
      });
      expect(guesses).not.toContain(TOKEN);
      const answers = new Set<string>();
      async function guess(): Promise<void> {
        for (let token = guesses.pop(); token !== undefined; token = guesses.pop()) answers.add(await upgrade(token));
      }
      await Promise.all(Array.from({ length: 20 }, guess));
      expect([...answers]).toEqual(['HTTP/1.1 401 Refused\r\nconnection: close\r\ncontent-length: 0\r\n\r\n']);
      expect(await knock({})).toBe(101);
    },
  );
});
