import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, expect, test } from 'vitest';
import { createLog } from '#backend/log.ts';
import { openDatabase } from '#backend/storage/database.ts';
import { readSealedEvents } from '#backend/storage/run-event-repository.ts';
import { askHttp } from './ask-http.ts';
import { answerCalls, connectDevice, registerUser } from './bare-device.ts';
import { createFakeClock } from './fake-clock.ts';
import { listenToRun } from './listen-to-run.ts';
import { startTestBackend, type TestBackend } from './start-backend.ts';
import { createTestDatabase, queryDatabase, type TestDatabase } from './test-database.ts';

const backends: TestBackend[] = [];
afterEach(async () => {
  for (const backend of backends.splice(0)) await backend.close();
});

type Options = Parameters<typeof startTestBackend>[0];

async function start(options: Options): Promise<TestBackend> {
  const backend = await startTestBackend(options);
  backends.push(backend);
  return backend;
}

async function open({ url, token, body }: { url: string; token: string; body: object }): Promise<string> {
  const answer = await askHttp({ url, token, method: 'POST', path: '/agent/runs', body });
  expect(answer.status).toBe(202);
  return String(answer.body['run_id']);
}

/** A reader of a run's stream that takes only what it is told to. */
async function read({ url, token, runId }: { url: string; token: string; runId: string }): Promise<IncomingMessage> {
  const request = httpRequest(`${url}/api/v1/agent/runs/${runId}/events`, { headers: { authorization: `Bearer ${token}` } });
  request.end();
  const [answer] = (await once(request, 'response')) as [IncomingMessage];
  answer.on('error', () => undefined);
  return answer;
}

async function untilHeard({ answer, words }: { answer: IncomingMessage; words: string }): Promise<string> {
  let text = '';
  for await (const chunk of answer.iterator({ destroyOnReturn: false })) {
    text += String(chunk);
    if (text.includes(words)) return text;
  }
  throw new Error(`the stream was closed before it said ${words}: ${text}`);
}

const storedEvents = (database: TestDatabase) =>
  queryDatabase({ address: database, text: 'select count(*)::int as count from run_events' });

test('what a run does is heard while it does it', async () => {
  const database = await createTestDatabase();
  const backend = await start({
    database,
    answer: (_, count) =>
      count === 1 ? { text: ['Let me look.'], calls: [{ name: 'list_tasks', input: {} }] } : { text: ['None.'] },
  });
  const { access: token } = await registerUser(backend);
  const device = await connectDevice({ url: backend.url, token });
  const runId = await open({ url: backend.url, token, body: { message: 'List' } });
  const answer = await read({ url: backend.url, token, runId });
  // The device has not answered yet.
  const heard = await untilHeard({ answer, words: 'TOOL_CALL_END' });
  expect(heard).toContain('Let me look.');
  const call = await device.until((frame) => frame.type === 'tool_call');
  device.send({ type: 'tool_result', id: call['id'], run_id: runId, rows: [], total: 0 });
  const rest = await untilHeard({ answer, words: 'RUN_FINISHED' });
  expect(rest).toContain('None.');
  await once(answer, 'close');
  device.socket.terminate();
});

test('a run that one backend works on is heard at another', async () => {
  const database = await createTestDatabase();
  const secrets = { current: Buffer.alloc(48, 7), previous: undefined };
  const options: Options = {
    database,
    secrets,
    answer: (options) =>
      options.prompt.at(-1)?.role === 'tool' ? { text: ['None.'] } : { calls: [{ name: 'list_tasks', input: {} }] },
  };
  const [one, other] = [await start(options), await start(options)];
  const { access: token } = await registerUser(one);
  const device = await connectDevice({ url: one.url, token });
  answerCalls({ device, answer: () => ({ rows: [], total: 0 }) });
  const runId = await open({ url: one.url, token, body: { message: 'List' } });
  for (const { url } of [one, other]) {
    const heard = await listenToRun({ url, token, runId });
    expect(heard.messages.at(-1)).toMatchObject({ content: 'None.' });
  }
  device.socket.terminate();
});

test('events that are gone leave the answer, told from the run itself', async () => {
  const database = await createTestDatabase();
  const backend = await start({ database, answer: () => ({ text: ['Kept.'] }) });
  const { access: token } = await registerUser(backend);
  const runId = await open({ url: backend.url, token, body: { message: 'Hello' } });
  await listenToRun({ url: backend.url, token, runId });
  await queryDatabase({ address: database, text: 'delete from run_events' });
  const heard = await listenToRun({ url: backend.url, token, runId });
  expect(heard.messages).toMatchObject([{ role: 'assistant', content: 'Kept.' }]);
  expect(heard.events.at(-1)).toMatchObject({ type: 'RUN_FINISHED', result: { status: 'success', response: 'Kept.' } });
  const late = await listenToRun({ url: backend.url, token, runId, lastId: '1.1' });
  expect(late.events).toMatchObject([{ type: 'RUN_ERROR', code: 'resume_gone' }]);
});

test('events are read by their weight: what fits, and always the next one, however large', async () => {
  const address = await createTestDatabase();
  const backend = await start({ database: address, answer: () => ({ text: ['x'.repeat(300_000), 'y', 'z'] }) });
  const { access: token } = await registerUser(backend);
  const runId = await open({ url: backend.url, token, body: { message: 'Much' } });
  const { messages } = await listenToRun({ url: backend.url, token, runId });
  expect(messages.at(-1)?.content).toHaveLength(300_002);
  const database = await openDatabase({ address, log: createLog({ level: 'silent' }) });
  const all = await readSealedEvents({ sql: database.sql, runId, after: 0, limit: 500, bytes: Number.MAX_SAFE_INTEGER });
  const light = Math.floor(Math.max(...all.map(({ contentEnc }) => contentEnc.length)) / 2);
  const read: number[] = [];
  for (let page = all.slice(0, 0), after = 0; ; after = page.at(-1)?.seq ?? 0) {
    page = await readSealedEvents({ sql: database.sql, runId, after, limit: 500, bytes: light });
    if (page.length === 0) break;
    // All but the last one fit.
    expect(page.slice(0, -1).reduce((sum, { contentEnc }) => sum + contentEnc.length, 0)).toBeLessThan(light);
    read.push(...page.map(({ seq }) => seq));
  }
  expect(read).toEqual(all.map(({ seq }) => seq));
  await database.close();
});

test('a conversation that is forgotten while somebody listens ends the stream', async () => {
  const database = await createTestDatabase();
  const backend = await start({ database, answer: () => ({ calls: [{ name: 'list_tasks', input: {} }] }) });
  const { access: token } = await registerUser(backend);
  const device = await connectDevice({ url: backend.url, token });
  const runId = await open({ url: backend.url, token, body: { message: 'List', session_id: 's-1' } });
  const answer = await read({ url: backend.url, token, runId });
  await untilHeard({ answer, words: 'TOOL_CALL_END' });
  const gone = await askHttp({ url: backend.url, token, method: 'DELETE', path: '/sessions/s-1' });
  expect(gone.status).toBe(204);
  await untilHeard({ answer, words: 'RUN_' });
  await once(answer, 'close');
  device.socket.terminate();
});

/** How busy this process is, from 0 to 1, over two seconds: its database may be slow, where others are at work too. */
async function loadOfThisProcess(): Promise<number> {
  const before = performance.eventLoopUtilization();
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  return performance.eventLoopUtilization(before).utilization;
}

/** Bytes in use, buffers too, once nothing moves: neither this process nor what it holds. */
async function memoryAtRest(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const inUse = (): number => {
    collect();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  let last = inUse();
  await expect
    .poll(
      async () => {
        const load = await loadOfThisProcess();
        const moved = Math.abs(inUse() - last);
        last = inUse();
        return load < 0.05 && moved < 1024 * 1024;
      },
      { timeout: 90_000, interval: 50 },
    )
    .toBe(true);
  return last;
}

test('readers that stop reading cost little memory, are let go after 30 seconds, and go on where they were', async () => {
  const clock = createFakeClock();
  const database = await createTestDatabase();
  const text = Array.from({ length: 2_000 }, (_, index) => `${index} `.padEnd(8_000, '.'));
  const backend = await start({ database, clock, answer: () => ({ text }) });
  const { access: token } = await registerUser(backend);
  const device = await connectDevice({ url: backend.url, token });
  const runId = await open({ url: backend.url, token, body: { message: 'Much' } });
  await device.until((frame) => frame.type === 'final', 60_000);
  device.socket.terminate();
  expect((await storedEvents(database))[0]?.['count']).toBeGreaterThan(1_900);

  const before = await memoryAtRest();
  const readers = await Promise.all(Array.from({ length: 6 }, () => read({ url: backend.url, token, runId })));
  // Sockets take what they can hold; then nothing moves.
  const cost = (await memoryAtRest()) - before;
  expect(cost).toBeLessThan(16 * 1024 * 1024);
  clock.advance(31_000);
  let heard = '';
  let isCut = false;
  const [first] = readers;
  first?.on('data', (chunk: Buffer) => (heard += chunk.toString()));
  first?.once('close', () => (isCut = true));
  await expect.poll(() => isCut, { timeout: 20_000 }).toBe(true);
  const lastId = [...heard.matchAll(/^id: (.*)\ndata: .*\n\n/gm)].at(-1)?.[1];
  expect(heard.includes('RUN_FINISHED')).toBe(false);

  const answer = await fetch(`${backend.url}/api/v1/agent/runs/${runId}/events`, {
    headers: { authorization: `Bearer ${token}`, 'last-event-id': String(lastId) },
  });
  const rest = await answer.text();
  const whole = [
    heard.slice(0, heard.lastIndexOf(`id: ${lastId}\n`)),
    heard.slice(heard.lastIndexOf(`id: ${lastId}\n`)).split('\n\n')[0],
    '\n\n',
    rest,
  ];
  const said = [...whole.join('').matchAll(/"delta":"([^"]*)"/g)].map((found) => found[1]).join('');
  expect(said === text.join('')).toBe(true);
  for (const reader of readers) reader.destroy();
}, 240_000);
