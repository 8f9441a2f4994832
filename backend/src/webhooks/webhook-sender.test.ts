import type { ServerResponse } from 'node:http';
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '#backend/clock.ts';
import { createFakeClock } from '#backend-test/fake-clock.ts';
import { openHttpsPeer, testAuthority, type HttpsPeer } from '#backend-test/https-peer.ts';
import { createWebhookSender, type WebhookPowers } from './webhook-sender.ts';

const open: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function peerOf(options: Parameters<typeof openHttpsPeer>[0] = {}): Promise<HttpsPeer> {
  const peer = await openHttpsPeer(options);
  open.push(() => peer.close());
  return peer;
}

/** Loopback plays the Internet: 127.0.0.1 and ::1 are public here, and nothing else is. */
function senderOf(powers: Partial<WebhookPowers> = {}) {
  return createWebhookSender({
    clock: systemClock,
    resolve: async () => ['127.0.0.1'],
    isAllowed: (address) => address === '127.0.0.1' || address === '::1',
    authority: testAuthority,
    ...powers,
  });
}

const post = { text: 'The quote is out – 10 €', key: 'run-1:2:0' };
const urlOf = ({ port }: { port: number }): string => `https://hooks.example.com:${port}/T0/B0?x=1`;

describe('a post', () => {
  it('is one request over https, with its text, its key and whom it is from', async () => {
    const peer = await peerOf();
    expect(await senderOf().post({ url: urlOf(peer), ...post })).toEqual({ status: 200 });
    const [request, ...more] = peer.requests;
    expect(more).toEqual([]);
    expect(peer.connections()).toBe(1);
    expect(request).toMatchObject({
      method: 'POST',
      path: '/T0/B0?x=1',
      servername: 'hooks.example.com',
      headers: {
        host: `hooks.example.com:${peer.port}`,
        'content-type': 'application/json',
        'idempotency-key': 'run-1:2:0',
        'user-agent': 'Adiuva',
      },
    });
    expect(JSON.parse(request?.body ?? '')).toEqual({ ...post, source: 'adiuva' });
    expect(Number(request?.headers['content-length'])).toBe(Buffer.byteLength(request?.body ?? ''));
  });

  it.each([201, 204, 400, 404, 429, 500, 503])('answers the status %i, and tries once', async (status) => {
    const peer = await peerOf({ answer: (_request, response) => void response.writeHead(status).end() });
    expect(await senderOf().post({ url: urlOf(peer), ...post })).toEqual({ status });
    expect(peer.connections()).toBe(1);
  });

  it.each([301, 302, 303, 307, 308])('follows no redirect (%i)', async (status) => {
    const elsewhere = await peerOf();
    const peer = await peerOf({
      answer: (_request, response) => void response.writeHead(status, { location: urlOf(elsewhere) }).end(),
    });
    expect(await senderOf().post({ url: urlOf(peer), ...post })).toEqual({ status });
    expect(elsewhere.connections()).toBe(0);
    expect(peer.requests).toHaveLength(1);
  });

  it('takes the next of the checked addresses when the first does not listen', async () => {
    const peer = await peerOf({ host: '127.0.0.1' });
    const sender = senderOf({ resolve: async () => ['::1', '127.0.0.1'] });
    expect(await sender.post({ url: urlOf(peer), ...post })).toEqual({ status: 200 });
    expect(peer.requests).toHaveLength(1);
  });

  it('reads no more than it must of an answer that does not end', async () => {
    let written = 0;
    const peer = await peerOf({
      answer: (_request, response) => {
        response.writeHead(200);
        flood({ response, onBytes: (bytes) => (written += bytes) });
      },
    });
    // This clock stands: only the bound on what is read can end it.
    expect(await senderOf({ clock: createFakeClock() }).post({ url: urlOf(peer), ...post })).toEqual({ status: 200 });
    expect(written).toBeGreaterThan(64 * 1024);
    // What the two sockets' buffers hold.
    expect(written).toBeLessThan(32 * 1024 * 1024);
  });

  it('has its answer when the head is there, also when the rest never comes', async () => {
    const clock = createFakeClock();
    const peer = await peerOf({
      answer: (_request, response) => {
        response.writeHead(202);
        response.flushHeaders();
        response.write('…');
        setTimeout(() => clock.advance(10_000), 50);
      },
    });
    expect(await senderOf({ clock }).post({ url: urlOf(peer), ...post })).toEqual({ status: 202 });
  });
});

/** Writes for as long as the client takes it. */
function flood({ response, onBytes }: { response: ServerResponse; onBytes: (bytes: number) => void }): void {
  const chunk = Buffer.alloc(64 * 1024, 'x');
  const more = (): void => {
    let isTaken = true;
    while (isTaken && !response.destroyed) {
      isTaken = response.write(chunk);
      onBytes(chunk.length);
    }
  };
  response.on('drain', more);
  more();
}

describe('where a post cannot go', () => {
  it.each([
    ['a private address', ['10.0.0.1']],
    ['a private one beside a public one', ['127.0.0.1', '192.168.1.1']],
    ['a public one after many private ones', ['10.0.0.1', '10.0.0.2', '127.0.0.1']],
    ['a mapped one', ['127.0.0.1', '::ffff:10.0.0.1']],
    ['what is no address', ['127.0.0.1', 'hooks.example.com']],
  ])('refuses a name that leads to %s, and opens no connection', async (_what, addresses) => {
    const peer = await peerOf();
    const failure = senderOf({ resolve: async () => addresses }).post({ url: urlOf(peer), ...post });
    await expect(failure).rejects.toMatchObject({ code: 'webhook_refused', mayHaveArrived: false });
    await expect(failure).rejects.toThrow('Nothing was sent: hooks.example.com does not lead to the public Internet alone.');
    expect(peer.connections()).toBe(0);
  });

  it('refuses loopback by its own judgement, with nothing injected but the names', async () => {
    const peer = await peerOf();
    for (const address of ['127.0.0.1', '::1', '169.254.169.254', '::ffff:127.0.0.1']) {
      const sender = createWebhookSender({ clock: systemClock, resolve: async () => [address] });
      await expect(sender.post({ url: urlOf(peer), ...post })).rejects.toMatchObject({ code: 'webhook_refused' });
    }
    expect(peer.connections()).toBe(0);
  });

  it('asks nobody for an address that is refused as it stands', async () => {
    let asked = 0;
    const sender = senderOf({ resolve: async () => [String((asked += 1))] });
    for (const url of ['http://hooks.example.com/', 'https://127.0.0.1/', 'https://localhost/', 'https://a@hooks.example.com/']) {
      await expect(sender.post({ url, ...post })).rejects.toMatchObject({ code: 'webhook_refused', mayHaveArrived: false });
    }
    expect(asked).toBe(0);
  });

  it('a name that changes its address between the check and the connection (rebinding) changes nothing', async () => {
    const outside = await peerOf({ host: '127.0.0.1' });
    const inside = await peerOf({ host: '127.0.0.2', port: outside.port });
    const answers = [['127.0.0.1'], ['127.0.0.2'], ['127.0.0.2']];
    let asked = 0;
    const sender = senderOf({ resolve: async () => answers[asked++] ?? [] });
    expect(await sender.post({ url: urlOf(outside), ...post })).toEqual({ status: 200 });
    expect([asked, outside.requests.length, inside.connections()]).toEqual([1, 1, 0]);
    // The next post is checked anew.
    await expect(sender.post({ url: urlOf(outside), ...post })).rejects.toMatchObject({ code: 'webhook_refused' });
    expect([asked, outside.requests.length, inside.connections()]).toEqual([2, 1, 0]);
  });
});

describe('a post that fails', () => {
  const nothingSent = 'Nothing was sent: hooks.example.com could not be reached over https.';

  it('says that nothing was sent when the name has no address, or cannot be looked up', async () => {
    for (const resolve of [async () => [], () => Promise.reject(new Error('queryA ENOTFOUND'))]) {
      const failure = senderOf({ resolve }).post({ url: 'https://hooks.example.com/', ...post });
      await expect(failure).rejects.toThrow(nothingSent);
      await expect(failure).rejects.toMatchObject({ code: 'webhook_failed', mayHaveArrived: false });
    }
  });

  it('says that nothing was sent when nobody listens', async () => {
    const peer = await openHttpsPeer();
    await peer.close();
    const failure = senderOf().post({ url: urlOf(peer), ...post });
    await expect(failure).rejects.toThrow(nothingSent);
    await expect(failure).rejects.toMatchObject({ code: 'webhook_failed', mayHaveArrived: false });
  });

  it.each([
    ['nobody vouches for the certificate', 'hooks.example.com', {}],
    ['the certificate is another name’s', 'other.example.com', { authority: testAuthority }],
  ])('sends not a byte when %s', async (_what, host, trust) => {
    const peer = await peerOf();
    const resolve = async () => ['127.0.0.1'];
    const sender = createWebhookSender({ clock: systemClock, resolve, isAllowed: () => true, ...trust });
    const failure = sender.post({ url: `https://${host}:${peer.port}/`, ...post });
    await expect(failure).rejects.toMatchObject({ code: 'webhook_failed', mayHaveArrived: false });
    expect(peer.connections()).toBe(1);
    expect(peer.requests).toEqual([]);
  });

  it('sends not a byte to what does not speak TLS', async () => {
    const heard: Buffer[] = [];
    const port = await listen((socket) => {
      socket.on('data', (bytes) => heard.push(bytes));
      socket.on('error', () => undefined);
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
    });
    const failure = senderOf().post({ url: urlOf({ port }), ...post });
    await expect(failure).rejects.toMatchObject({ code: 'webhook_failed', mayHaveArrived: false });
    expect(Buffer.concat(heard).toString('latin1')).not.toContain('POST');
  });

  it('says that it may have arrived when the connection breaks after it left, and does not send it again', async () => {
    const peer = await peerOf({ answer: (_request, response) => response.socket?.destroy() });
    const failure = senderOf().post({ url: urlOf(peer), ...post });
    await expect(failure).rejects.toMatchObject({ code: 'webhook_failed', mayHaveArrived: true });
    await expect(failure).rejects.toThrow('so it may have arrived. It is not sent again by itself');
    expect([peer.connections(), peer.requests.length]).toEqual([1, 1]);
  });

  it.each(['HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n', 'nonsense\r\n\r\n', ''])(
    'takes no nonsense for an answer: %j',
    async (words) => {
      const peer = await peerOf({ answer: (_request, response) => void response.socket?.end(words) });
      await expect(senderOf().post({ url: urlOf(peer), ...post })).rejects.toMatchObject({ mayHaveArrived: true });
      expect(peer.requests).toHaveLength(1);
    },
  );

  it('takes no head of unbounded length', async () => {
    const peer = await peerOf({
      answer: (_request, response) => void response.socket?.write(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(1024 * 1024)}`),
    });
    await expect(senderOf().post({ url: urlOf(peer), ...post })).rejects.toMatchObject({ mayHaveArrived: true });
  });
});

describe('ten seconds in all', () => {
  it('end a look-up that takes longer', async () => {
    const clock = createFakeClock();
    let given: AbortSignal | undefined;
    const failure = senderOf({
      clock,
      resolve: ({ signal }) => {
        given = signal;
        return new Promise(() => undefined);
      },
    }).post({ url: 'https://hooks.example.com/', ...post });
    clock.advance(9_999);
    expect(given?.aborted).toBe(false);
    clock.advance(1);
    await expect(failure).rejects.toMatchObject({ code: 'webhook_failed', mayHaveArrived: false });
    expect(given?.aborted).toBe(true);
  });

  it('end a handshake that takes longer', async () => {
    const clock = createFakeClock();
    const port = await listen((socket) => {
      socket.on('error', () => undefined);
      socket.on('data', () => clock.advance(10_000));
    });
    const failure = senderOf({ clock }).post({ url: urlOf({ port }), ...post });
    await expect(failure).rejects.toMatchObject({ code: 'webhook_failed', mayHaveArrived: false });
  });

  it('end the wait for an answer, which may have arrived', async () => {
    const clock = createFakeClock();
    const peer = await peerOf({ answer: () => clock.advance(10_000) });
    const failure = senderOf({ clock }).post({ url: urlOf(peer), ...post });
    await expect(failure).rejects.toMatchObject({ code: 'webhook_failed', mayHaveArrived: true });
    expect(peer.requests).toHaveLength(1);
  });

  it('leave no timer behind', async () => {
    const timers: string[] = [];
    const clock = createFakeClock();
    const counted = {
      ...clock,
      after: (ms: number, callback: () => void) => {
        timers.push('set');
        const stop = clock.after(ms, callback);
        return () => {
          timers.push('stopped');
          stop();
        };
      },
    };
    const peer = await peerOf();
    await senderOf({ clock: counted }).post({ url: urlOf(peer), ...post });
    await expect(senderOf({ clock: counted, resolve: async () => [] }).post({ url: urlOf(peer), ...post })).rejects.toThrow();
    expect(timers).toEqual(['set', 'stopped', 'set', 'stopped']);
  });
});

/** A plain TCP server on loopback. Answers its port. */
async function listen(onSocket: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    onSocket(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(
    () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  );
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('the server has no port');
  return address.port;
}
