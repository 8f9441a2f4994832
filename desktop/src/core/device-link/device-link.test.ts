import { describe, expect, onTestFinished, test } from 'vitest';
import { createFakeClock } from '#core/test/fake-clock.ts';
import { startFakeBackend, usage } from '#core/test/fake-backend.ts';
import { connectCore, isReady, openCore, startRun, type ConnectedCore } from '#core/test/open-core.ts';
import { createBackoff } from './backoff.ts';

const state = async ({ rpc }: Pick<ConnectedCore, 'rpc'>): Promise<string> => (await rpc.app.status()).connection.state;
const chunk = (seq: number, text: string, more: object = {}) => ({
  type: 'text_chunk',
  run_id: 'run-1',
  seq,
  message_id: 'm-1',
  text,
  ...more,
});
const final = (seq: number) => ({ type: 'final', run_id: 'run-1', seq, status: 'success', response: 'Hello.', usage });

describe('connecting', () => {
  test('says hello with what PROTOCOL 2 names, under the subprotocol, with the token in a header', async () => {
    const { socket } = await connectCore();
    expect(socket.socket.protocol).toBe('adiuva.v1');
    expect(socket.headers['authorization']).toBe('Bearer a-token');
    expect(socket.frames[0]).toEqual({
      type: 'device_hello',
      device_id: expect.any(String),
      store_id: expect.any(String),
      agent_ids: [],
      app_version: '0.0.0-test',
      protocol: 1,
      capabilities: ['embed:offline:rules'],
      resume: {},
    });
  });

  test('a token that no header can carry goes into the address', async () => {
    const backend = await startFakeBackend();
    onTestFinished(() => backend.close());
    openCore({ backendUrl: `${backend.url}/`, tokens: { token: async () => 'tök en\n' } });
    const socket = await backend.connection(1);
    expect(socket.headers['authorization']).toBeUndefined();
    expect(new URL(socket.url, 'http://x').searchParams.get('token')).toBe('tök en\n');
  });

  test('keeps its name over a restart', async () => {
    const first = await connectCore();
    await first.close();
    const again = await connectCore({ device: first.device });
    const names = (frame: Record<string, unknown> | undefined) => [frame?.['device_id'], frame?.['store_id']];
    expect(names(again.socket.frames[0])).toEqual(names(first.socket.frames[0]));
  });

  test('waits with full jitter, doubling from half a second to ten', () => {
    const backoff = createBackoff(() => 0.5);
    expect(Array.from({ length: 7 }, () => backoff.next())).toEqual([250, 500, 1_000, 2_000, 4_000, 5_000, 5_000]);
    backoff.reset();
    expect(backoff.next()).toBe(250);
    expect(createBackoff(() => 0).next()).toBe(0);
  });

  test.each([401, 404, 500, 302])('keeps trying whatever HTTP answers: %d', async (status) => {
    const backend = await startFakeBackend();
    onTestFinished(() => backend.close());
    backend.refuseWith(status);
    const clock = createFakeClock();
    const core = openCore({ backendUrl: backend.url, clock });
    for (let tries = 1; tries <= 4; tries += 1) {
      await expect.poll(async () => [backend.upgrades(), await state(core)]).toEqual([tries, 'waiting']);
      clock.advance(10_000);
    }
    backend.refuseWith(101);
    await expect
      .poll(async () => {
        if ((await state(core)) === 'waiting') clock.advance(10_000);
        return state(core);
      })
      .toBe('ready');
  });

  test('a backend that is not there, and one that never answers the hello, are tried again', async () => {
    const backend = await startFakeBackend();
    onTestFinished(() => backend.close());
    backend.answerHello(false);
    const clock = createFakeClock();
    const core = openCore({ backendUrl: backend.url, clock });
    const silent = await backend.connection(1);
    await silent.frame({ type: 'device_hello' });
    backend.answerHello(true);
    clock.advance(10_000);
    expect(await silent.closed).toBe(4008);
    await expect.poll(() => state(core)).toBe('waiting');
    clock.advance(10_000);
    await isReady(core);

    const alone = openCore({ backendUrl: 'http://127.0.0.1:1', clock: createFakeClock() });
    await expect.poll(() => state(alone)).toBe('waiting');
    expect((await alone.rpc.app.status()).connection.detail).toMatch(/cannot be reached/);
    expect(await state(openCore({}))).toBe('stopped');
  });
});

describe('being closed', () => {
  test('4013: comes back at once', async () => {
    const core = await connectCore();
    core.socket.socket.close(4013);
    await core.backend.connection(2);
    await isReady(core);
  });

  test('4013 again and again: waits after a while', async () => {
    const core = await connectCore();
    for (let n = 1; n <= 4; n += 1) (await core.backend.connection(n)).socket.close(4013);
    await expect.poll(() => state(core)).toBe('waiting');
    expect(core.backend.connections.length).toBe(4);
  });

  test.each([4003, 4004])('%d: never by itself, but when the user asks', async (code) => {
    const core = await connectCore();
    core.socket.socket.close(code);
    await expect.poll(() => state(core)).toBe('stopped');
    core.clock.advance(3_600_000);
    expect(core.backend.connections.length).toBe(1);
    await core.rpc.app.reconnect();
    await isReady(core);
  });

  test('4001: with a new token at once; without one it stops', async () => {
    let refusedToken: string | undefined;
    const core = await connectCore({
      tokens: {
        token: async (options) => {
          refusedToken = options?.refused;
          return options ? 'second' : 'first';
        },
      },
    });
    core.socket.socket.close(4001);
    const next = await core.backend.connection(2);
    expect([refusedToken, next.headers['authorization']]).toEqual(['first', 'Bearer second']);

    const fixed = await connectCore();
    fixed.socket.socket.close(4001);
    await expect.poll(() => state(fixed)).toBe('stopped');
    fixed.clock.advance(3_600_000);
    expect(fixed.backend.connections.length).toBe(1);
    await fixed.rpc.app.reconnect();
    await isReady(fixed);
  });

  test('a backend of another protocol is left with 4004', async () => {
    const backend = await startFakeBackend();
    onTestFinished(() => backend.close());
    backend.answerHello(false);
    const core = openCore({ backendUrl: backend.url });
    const socket = await backend.connection(1);
    await socket.frame({ type: 'device_hello' });
    socket.send({
      type: 'device_ready',
      user_id: 'u',
      protocol: 2,
      server_version: 'x',
      heartbeat_ms: 30_000,
      capabilities: [],
      limits: { frame_bytes: 1, tool_timeout_ms: 1, max_steps: 1 },
    });
    expect(await socket.closed).toBe(4004);
    await expect.poll(() => state(core)).toBe('stopped');
  });

  test('a silent backend is asked, then left with 4008; one that answers stays', async () => {
    const core = await connectCore();
    core.clock.advance(40_000);
    await core.socket.frame({ type: 'ping' });
    core.socket.send({ type: 'pong' });
    await expect.poll(() => core.socket.socket.bufferedAmount).toBe(0);
    await core.socket.call({ id: 'c', run_id: 'r', action: 'select' });
    core.clock.advance(10_000);
    expect(await state(core)).toBe('ready');
    core.clock.advance(40_000);
    core.clock.advance(10_000);
    expect(await core.socket.closed).toBe(4008);
  });
});

describe('bad frames', () => {
  const bad = [
    'not JSON',
    '[]',
    '5',
    'null',
    '{}',
    '{"type":"drop"}',
    '{"type":"tool_call"}',
    '{"type":"final","run_id":"r"}',
    '',
  ];

  test('are counted and dropped; the 21st within a minute closes with 4002', async () => {
    const core = await connectCore();
    for (const frame of bad) core.socket.send(frame);
    core.socket.socket.send(Buffer.from([1, 2, 3]), { binary: true });
    await core.socket.call({ id: 'c-1', run_id: 'r', action: 'select' });
    expect((await core.rpc.app.status()).refused_calls).toBe(bad.length + 2);
    core.clock.advance(30_000);
    for (let n = 0; n < 10; n += 1) core.socket.send('x');
    await core.socket.call({ id: 'c-2', run_id: 'r', action: 'select' });
    core.clock.advance(30_001);
    core.socket.send('x');
    await core.socket.call({ id: 'c-3', run_id: 'r', action: 'select' });
    for (let n = 0; n < 10; n += 1) core.socket.send('x');
    expect(await core.socket.closed).toBe(4002);
    await expect.poll(() => state(core)).toBe('waiting');
  });

  test('a tool_call with a usable id is answered all the same', async () => {
    const { socket } = await connectCore();
    const broken = [
      { id: 'b-1', run_id: 'r-1', action: 5 },
      { id: 'b-2', run_id: 7, action: 'select' },
      { id: 'b-3' },
      { id: 'b-4', run_id: 'not an id', action: 'select', table: 'tasks' },
      { id: 'b-5', run_id: 'r-1', action: 'select', filters: [] },
    ];
    for (const call of broken) socket.send({ type: 'tool_call', ...call });
    for (const { id, run_id: runId } of broken)
      expect(await socket.frame((frame) => frame['id'] === id)).toMatchObject({
        run_id: typeof runId === 'string' ? runId : '',
        code: 'invalid_data',
      });
    for (const id of [undefined, 5, '', 'a b', 'x'.repeat(200)])
      socket.send({ type: 'tool_call', id, run_id: 'r', action: 'get' });
    await socket.call({ id: 'last', run_id: 'r', action: 'select' });
    expect(socket.frames.filter((frame) => frame.type === 'tool_result')).toHaveLength(broken.length + 1);
  });

  test('one of more than 1 MiB closes with 4009, and the device comes back', async () => {
    const core = await connectCore();
    core.socket.send(`{"type":"ping","x":"${'x'.repeat(1_100_000)}"}`);
    expect(await core.socket.closed).toBe(4009);
    await expect.poll(() => state(core)).toBe('waiting');
    core.clock.advance(1_000);
    await isReady(core);
  });

  test('a ping is answered', async () => {
    const { socket } = await connectCore();
    socket.send({ type: 'ping' });
    await socket.frame({ type: 'pong' });
  });
});

describe('the events of a run', () => {
  test('are stored before they are acknowledged, together, and shown', async () => {
    const core = await connectCore();
    const { sessionId } = await startRun(core);
    for (const [n, word] of ['Hel', 'lo ', 'you'].entries()) core.socket.send(chunk(n + 2, word));
    await core.socket.call({ id: 'c', run_id: 'run-1', action: 'select', table: 'tasks' });
    const text = async () => (await core.rpc.chat.transcript({ session_id: sessionId, limit: 1 })).turns[0]?.answer?.text;
    expect(await text()).toBe('Hello you');
    core.clock.advance(50);
    expect(await core.socket.frame({ type: 'ack' })).toEqual({ type: 'ack', run_id: 'run-1', seq: 4 });
    core.socket.send(chunk(5, 'Anew', { message_id: 'm-2' }));
    core.socket.send(final(6));
    await expect.poll(text).toBe('Hello.');
    core.clock.advance(50);
    expect(await core.socket.frame({ type: 'ack' })).toMatchObject({ seq: 6 });
  });

  test('doubled ones are passed over; a missing one is asked for by a resume', async () => {
    const core = await connectCore();
    const { sessionId } = await startRun(core);
    core.socket.send(chunk(2, 'one '));
    core.socket.send(chunk(2, 'one '));
    core.socket.send(chunk(4, 'three'));
    await core.socket.closed;
    await expect.poll(() => state(core)).toBe('waiting');
    core.clock.advance(1_000);
    const socket = await core.backend.connection(2);
    const hello = await socket.frame({ type: 'device_hello' });
    expect(hello['resume']).toEqual({ 'run-1': 2 });
    await isReady(core);
    for (const frame of [chunk(3, 'two '), chunk(4, 'three'), final(5)]) socket.send(frame);
    await expect
      .poll(async () => (await core.rpc.chat.transcript({ session_id: sessionId, limit: 1 })).turns[0]?.answer?.status)
      .toBe('success');
    core.clock.advance(50);
    expect(await socket.frame({ type: 'ack' })).toMatchObject({ seq: 5 });
  });

  test('a run that the backend has forgotten ends', async () => {
    const core = await connectCore();
    const { sessionId } = await startRun(core);
    core.socket.send({ ...final(9), status: 'error', code: 'resume_gone', response: 'It is gone.' });
    await expect
      .poll(async () => (await core.rpc.chat.transcript({ session_id: sessionId, limit: 1 })).turns[0]?.answer)
      .toMatchObject({ status: 'error', code: 'resume_gone', text: 'It is gone.' });
  });

  test('of runs that nobody asked for, or after the end, are dropped and counted', async () => {
    const core = await connectCore();
    await startRun(core);
    core.socket.send({ ...chunk(1, 'x'), run_id: 'other' });
    core.socket.send(final(2));
    core.socket.send(chunk(3, 'after'));
    core.socket.send({ ...final(4), response: 'Another end.' });
    await core.socket.call({ id: 'c', run_id: 'nobody', action: 'select' });
    expect((await core.rpc.app.status()).refused_calls).toBe(4);
    const runs = await core.rpc.activity.runs({ offset: 0, limit: 10, with_changes: false });
    expect(runs.items.map((run) => [run.run_id, run.status])).toEqual([['run-1', 'success']]);
  });
});
