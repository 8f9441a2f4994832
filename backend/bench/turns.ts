import type { LanguageModelV4, LanguageModelV4StreamPart } from '@ai-sdk/provider';
import { sql as statement } from 'drizzle-orm';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { textChunkSchema } from '@adiuva/shared-protocol';
import { chat, connectDevice, registerUser, type BareDevice, type Frame } from '#backend-test/bare-device.ts';
import { systemClock } from '#backend/clock.ts';
import { createBackend, type Backend } from '#backend/create-backend.ts';
import { newId } from '#backend/ids.ts';
import type { Log } from '#backend/log.ts';
import { createModels } from '#backend/models/index.ts';
import { createContentKeys } from '#backend/storage/content-keys.ts';
import { openDatabase, type Database, type DatabaseAddress } from '#backend/storage/database.ts';
import type { Secrets } from '#backend/storage/derived-keys.ts';
import { insertEvents } from '#backend/storage/run-event-repository.ts';
import { findRun } from '#backend/storage/run-repository.ts';
import { percentile, type Figure } from './measured.ts';

const WARM_UP = 40;
const TURNS = 300;
const EVENTS = 10_000;
const usage = {
  inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 1, text: 1, reasoning: 0 },
};

/** Answers with one short text. */
function createFreeModel(): LanguageModelV4 {
  return {
    specificationVersion: 'v4',
    provider: 'bench',
    modelId: 'free',
    supportedUrls: {},
    doGenerate: () => Promise.reject(new Error('the loop streams')),
    doStream: async () => ({ stream: ReadableStream.from(PARTS) }),
  };
}

const PARTS: LanguageModelV4StreamPart[] = [
  { type: 'stream-start', warnings: [] },
  { type: 'text-start', id: 't' },
  { type: 'text-delta', id: 't', delta: 'Hello.' },
  { type: 'text-end', id: 't' },
  { type: 'finish', finishReason: { unified: 'stop', raw: 'stop' }, usage },
];

/** Chats of a bare device, through socket, queue and worker, and back. */
export async function benchTurns({ address, log }: { address: DatabaseAddress; log: Log }): Promise<Figure[]> {
  const secrets: Secrets = { current: randomBytes(48), previous: undefined };
  const backend = await createBackend({
    database: address,
    secrets,
    models: createModels({ available: [createFreeModel()], chat: 'bench:free' }),
    tier: 'pro',
    registration: 'open',
    port: 0,
    version: 'bench',
    log,
  });
  const database = await openDatabase({ address, log });
  try {
    const token = (await registerUser(backend)).access;
    const device = await connectDevice({ url: backend.url, token });
    const turn = createTurns(device);
    for (let n = 0; n < WARM_UP; n += 1) await turn();
    const alone: number[] = [];
    for (let n = 0; n < TURNS; n += 1) {
      const at = performance.now();
      await turn();
      alone.push(performance.now() - at);
    }
    const rates: Figure[] = [];
    for (const lanes of [1, 8, 32]) {
      const rate = await timeAtOnce({ count: TURNS, lanes, turn });
      rates.push({ name: `runs a second, ${lanes} at once`, value: rate, unit: '1/s', aim: '' });
    }
    const bytes = await bytesATurn({ database, turn });
    device.socket.terminate();
    const replay = await benchReplay({ backend, database, secrets, token });
    return [
      {
        name: 'chat turn through the queue at a zero-latency model, p50',
        value: percentile(alone, 0.5),
        unit: 'ms',
        aim: '<=50',
      },
      { name: 'chat turn through the queue at a zero-latency model, p99', value: percentile(alone, 0.99), unit: 'ms', aim: '' },
      ...rates,
      { name: 'database bytes a turn, indexes and queue included', value: bytes, unit: 'B', aim: '' },
      replay,
    ];
  } finally {
    await backend.close();
    await database.close();
  }
}

/** One turn at a time a call: sends a message of a new conversation, resolves with its `final`. */
function createTurns(device: BareDevice): () => Promise<Frame> {
  const waiting = new Map<unknown, (final: Frame) => void>();
  const requests = new Map<unknown, unknown>();
  device.socket.on('message', (data: Buffer) => {
    const frame = JSON.parse(data.toString()) as Frame;
    device.frames.length = 0;
    if (frame.type === 'run_started') requests.set(frame['run_id'], frame['request_id']);
    if (frame.type !== 'final') return;
    device.send({ type: 'ack', run_id: frame['run_id'], seq: frame['seq'] });
    waiting.get(requests.get(frame['run_id']))?.(frame);
  });
  return () =>
    new Promise((resolve) => {
      const requestId = chat({ device, message: 'Hello' });
      waiting.set(requestId, resolve);
    });
}

/** Turns a second with `lanes` of them under way at any time. */
async function timeAtOnce({
  count,
  lanes,
  turn,
}: {
  count: number;
  lanes: number;
  turn: () => Promise<unknown>;
}): Promise<number> {
  let left = count;
  const at = performance.now();
  const lane = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await turn();
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return (count / (performance.now() - at)) * 1_000;
}

async function bytesATurn({ database, turn }: { database: Database; turn: () => Promise<unknown> }): Promise<number> {
  const size = async (): Promise<number> => {
    await database.sql.execute(statement`vacuum`);
    const { rows } = await database.sql.execute<{ bytes: string }>(
      statement`select sum(pg_total_relation_size(c.oid)) as bytes from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'r' and n.nspname in ('public', 'pgboss')`,
    );
    return Number(rows[0]?.bytes);
  };
  const before = await size();
  const turns = 500;
  for (let n = 0; n < turns; n += 1) await turn();
  return ((await size()) - before) / turns;
}

/** What a device waits for that has nothing of a long run: from its hello to the run's last event. */
async function benchReplay({
  backend,
  database,
  secrets,
  token,
}: {
  backend: Backend;
  database: Database;
  secrets: Secrets;
  token: string;
}): Promise<Figure> {
  const hello = { device_id: 'replay' };
  const first = await connectDevice({ url: backend.url, token, hello });
  chat({ device: first, message: 'Hello' });
  const final = await first.until((frame) => frame.type === 'final');
  first.socket.terminate();
  await lengthen({ database, secrets, runId: String(final['run_id']), events: EVENTS });
  const samples: number[] = [];
  for (let n = 0; n < 15; n += 1) {
    const url = `${backend.url.replace('http', 'ws')}/api/v1/ws/device`;
    const reader = new Worker(new URL('replay-reader.ts', import.meta.url), {
      workerData: { url, token, hello, runId: final['run_id'], frames: EVENTS + 1 },
    });
    const [ms] = (await once(reader, 'message')) as [number];
    samples.push(ms);
    await reader.terminate();
  }
  return { name: 'replay of 10,000 events, p50', value: percentile(samples, 0.5), unit: 'ms', aim: '<=200' };
}

/** Gives a run so many events in all, of some words each, as its worker would have stored them. */
async function lengthen({
  database,
  secrets,
  runId,
  events,
}: {
  database: Database;
  secrets: Secrets;
  runId: string;
  events: number;
}): Promise<void> {
  const run = await findRun({ sql: database.sql, runId });
  if (!run) throw new Error('the run is gone');
  const keys = createContentKeys({ database, secrets, clock: systemClock, newId });
  const key = await keys.of(run.workspaceId);
  const made = Array.from({ length: events - run.lastEventSeq }, (_, index) =>
    textChunkSchema.parse({
      type: 'text_chunk',
      run_id: runId,
      seq: run.lastEventSeq + 1 + index,
      message_id: 'm-1',
      text: 'Some words of an answer that came in many pieces. ',
    }),
  );
  for (let from = 0; from < made.length; from += 1_000) {
    await insertEvents({ sql: database.sql, key, events: made.slice(from, from + 1_000), at: 1 });
  }
  await database.sql.execute(statement`update runs set last_event_seq = ${events} where id = ${runId}`);
}
