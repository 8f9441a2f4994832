import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '#backend/clock.ts';
import { sealedTables } from '#backend/storage/sealed-tables.ts';
import { answerCalls, chat, connectDevice, registerUser, type BareDevice, type Frame } from './bare-device.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import type { ScriptedAnswer } from './scripted-model.ts';
import { startTestBackend, type TestBackend } from './start-backend.ts';
import { createTestDatabase, queryDatabase, type TestDatabase } from './test-database.ts';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;

let database: TestDatabase;
let clock: FakeClock;
let backend: TestBackend;
let email: string;
let device: BareDevice;

beforeEach(async () => {
  database = await createTestDatabase();
  clock = createFakeClock();
});
afterEach(async () => {
  device.socket.terminate();
  await backend.close();
});

const isFinal = (frame: Frame): boolean => frame.type === 'final';
const isEnd = (frame: Frame): boolean => isFinal(frame) && frame['status'] !== 'waiting';
const needsApproval = { error: 'The user is asked first.', code: 'needs_approval' };

/** Deletes what a message wants deleted, creates what another wants created, and answers any other at once. */
function assistant({ prompt }: { prompt: readonly unknown[] }): ScriptedAnswer {
  const last = JSON.stringify(prompt.at(-1));
  if (last.includes('"role":"tool"')) return { text: ['Done.'] };
  if (last.includes('Delete')) return { calls: [{ name: 'delete_task', input: { task_id: 't-9' } }] };
  return last.includes('Create') ? { calls: [{ name: 'create_task', input: { title: 'Buy milk' } }] } : { text: ['Hello.'] };
}

async function start(options: { retentionDays?: number } = {}): Promise<void> {
  backend = await startTestBackend({ database, clock, answer: assistant, ...options });
  ({ email } = await registerUser(backend));
  await connect();
}

/** A new log-in: access tokens do not live for days. */
async function connect(): Promise<void> {
  const answer = await fetch(`${backend.url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: 'correct horse battery' }),
  });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  device = await connectDevice({ url: backend.url, token });
}

async function say({
  message,
  sessionId = 's-1',
  requestId,
}: {
  message: string;
  sessionId?: string;
  requestId?: string;
}): Promise<Frame> {
  const id = chat({ device, message, sessionId, ...(requestId === undefined ? {} : { requestId }) });
  const started = await device.until((frame) => frame.type === 'run_started' && frame['request_id'] === id);
  return device.until((frame) => isFinal(frame) && frame['run_id'] === started['run_id']);
}

async function acknowledge(final: Frame): Promise<void> {
  device.send({ type: 'ack', run_id: final['run_id'], seq: final['seq'] });
  await eventually(async () => {
    clock.advance(300);
    const [run] = await query(`select acked_seq from runs where id = $1`, [final['run_id']]);
    return run?.['acked_seq'] === final['seq'];
  });
}

const query = (text: string, values: unknown[] = []) => queryDatabase({ address: database, text, values });

async function eventually(isTrue: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 1_500; tries++) {
    if (await isTrue()) return;
    await delay(30);
  }
  throw new Error('it did not come true');
}

/** Time goes on by so much on the wall, and an hour for what runs by its own time. */
function pass(ms: number): void {
  device.socket.terminate();
  clock.jump(ms);
  clock.advance(HOUR_MS);
}

/** Every encrypted value that stands in the database now, as hexadecimal text, with its table. */
async function sealedValues(): Promise<{ table: string; hex: string }[]> {
  const values: { table: string; hex: string }[] = [];
  for (const { name, columns } of sealedTables) {
    for (const { column } of columns) {
      const rows = await query(`select encode(${column}, 'hex') as hex from ${name} where ${column} is not null`);
      values.push(...rows.map(({ hex }) => ({ table: name, hex: String(hex) })));
    }
  }
  return values;
}

/** Which of these values stand anywhere at all: every column of every table of every schema, the queue's too. */
async function stillThere(values: { hex: string }[]): Promise<string[]> {
  const tables = await query(
    `select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
      where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    for (const { line } of await query(`select row_to_json(t)::text as line from ${String(name)} t`)) {
      for (const { hex } of values) if (String(line).includes(hex)) found.push(`${String(name)}: ${hex.slice(0, 20)}`);
    }
  }
  return found;
}

const session = async (id = 's-1') => (await query('select * from sessions where id = $1', [id]))[0];
const countRuns = async (): Promise<number> => (await query('select id from runs')).length;

test('30 days after the last activity no byte of what was said or done is left; rows, places and sums are', async () => {
  await start();
  answerCalls({ device, answer: () => ({ row: { id: 't-1', title: 'Buy milk' } }) });
  const final = await say({ message: 'Create it', requestId: 'q-1' });
  await say({ message: 'Hello' });
  const [before, values] = [await session(), await sealedValues()];
  for (const table of ['messages', 'run_steps', 'run_tool_results', 'run_device_calls', 'run_events'])
    expect(values.map((value) => value.table)).toContain(table);
  expect(await stillThere(values)).toHaveLength(values.length);

  pass(29 * DAY_MS);
  await delay(500);
  expect(await stillThere(values)).toHaveLength(values.length);
  pass(DAY_MS);
  await eventually(async () => (await sealedValues()).length === 0);
  expect(await stillThere(values)).toEqual([]);
  expect(await session()).toEqual({ ...before, content_gone_seq: before?.['last_seq'], state_snapshot: null, key_id: null });
  expect(await query('select seq, content_enc, key_id from messages order by seq')).toEqual(
    [1, 2, 3, 4].map((seq) => ({ seq, content_enc: null, key_id: null })),
  );

  // The same message again, by a device that never heard of its end.
  const [asked, runs] = [backend.prompts.length, await countRuns()];
  await connect();
  const again = await say({ message: 'Create it', requestId: 'q-1' });
  expect(again).toMatchObject({ run_id: final['run_id'], code: 'resume_gone' });
  expect([backend.prompts.length, await countRuns()]).toEqual([asked, runs]);

  // The session goes on as a new one, with what the device says of it.
  device.send({
    type: 'chat_request',
    request_id: 'q-9',
    message: 'And now?',
    context: {
      timezone: 'UTC',
      session_id: 's-1',
      history: [
        { role: 'user', text: 'Create it' },
        { role: 'assistant', text: 'Done.' },
      ],
    },
  });
  await device.until((frame) => isEnd(frame) && frame['run_id'] !== again['run_id']);
  expect(JSON.stringify(backend.prompts.at(-1))).toContain('Create it');
  expect(await session()).toMatchObject({ last_seq: 8, content_gone_seq: 4 });
}, 60_000);

test('rows of runs go 30 days after their content; the session and its messages stay', async () => {
  await start();
  await say({ message: 'Hello' });
  pass(31 * DAY_MS);
  await eventually(async () => (await sealedValues()).length === 0);
  expect(await countRuns()).toBe(1);
  pass(28 * DAY_MS);
  await delay(500);
  expect(await countRuns()).toBe(1);
  pass(2 * DAY_MS);
  await eventually(async () => (await countRuns()) === 0);
  expect(await session()).toMatchObject({ last_seq: 2, message_count: 2 });
  expect(await query('select id from messages')).toHaveLength(2);
}, 60_000);

test('what waits for its owner keeps its own content, goes on when they say yes, and goes after that', async () => {
  await start();
  let isApproved = false;
  const answer = () => (isApproved ? { deleted: true } : needsApproval);
  answerCalls({ device, answer });
  await say({ message: 'Hello' });
  const waiting = await say({ message: 'Delete it' });
  expect(waiting['status']).toBe('waiting');

  pass(40 * DAY_MS);
  const contentOf = () => query('select seq, content_enc is not null as kept from messages order by seq');
  await eventually(async () => (await contentOf()).filter(({ kept }) => kept).length === 1);
  expect(await contentOf()).toEqual([
    { seq: 1, kept: false },
    { seq: 2, kept: false },
    { seq: 3, kept: true },
  ]);
  expect(await session()).toMatchObject({ content_gone_seq: 2, state_snapshot: expect.any(Buffer) });
  expect(await query('select id from run_device_calls')).toHaveLength(1);

  isApproved = true;
  await connect();
  answerCalls({ device, answer });
  for (const call of device.frames.filter(({ type }) => type === 'tool_call'))
    device.send({ type: 'tool_result', id: call['id'], run_id: call['run_id'], ...answer() });
  expect(await device.until(isEnd, 20_000)).toMatchObject({ status: 'success', run_id: waiting['run_id'] });
  const values = await sealedValues();
  pass(31 * DAY_MS);
  await eventually(async () => (await sealedValues()).length === 0);
  expect(await stillThere(values)).toEqual([]);
}, 60_000);

test('without retention: gone once the device has it, not before; the device is told to say again what was said', async () => {
  await start({ retentionDays: 0 });
  expect(device.frames.find(({ type }) => type === 'device_ready')?.['capabilities']).toContain('history:always');
  answerCalls({ device, answer: () => ({ row: { id: 't-1', title: 'Buy milk' } }) });
  const first = await say({ message: 'Create it' });
  const second = await say({ message: 'Hello', sessionId: 's-2' });
  const values = await sealedValues();
  clock.advance(10_000);
  await delay(300);
  expect(await stillThere(values)).toHaveLength(values.length);

  await acknowledge(first);
  await eventually(async () => {
    clock.advance(1_000);
    return (await session())?.['content_gone_seq'] === 2;
  });
  const kept = await query('select distinct session_id from messages where content_enc is not null');
  expect(kept).toEqual([{ session_id: 's-2' }]);
  for (const table of ['run_steps', 'run_tool_results', 'run_device_calls'])
    expect(await query(`select 1 from ${table} where run_id = $1`, [first['run_id']])).toEqual([]);
  await acknowledge(second);
  await eventually(async () => {
    clock.advance(1_000);
    return (await sealedValues()).length === 0;
  });
  expect(await stillThere(values)).toEqual([]);
}, 60_000);

test('without retention, two backends take content beside five conversations at once: each answer comes, none is taken early', async () => {
  const secrets = { current: randomBytes(48), previous: undefined };
  backend = await startTestBackend({ database, clock: systemClock, answer: assistant, retentionDays: 0, secrets });
  const other = await startTestBackend({ database, clock: systemClock, retentionDays: 0, secrets });
  ({ email } = await registerUser(backend));
  await connect();
  answerCalls({ device, answer: () => ({ row: { id: 't-1', title: 'Buy milk' } }) });
  device.socket.on('message', (data: Buffer) => {
    const frame = JSON.parse(data.toString()) as Frame;
    if (isEnd(frame)) device.send({ type: 'ack', run_id: frame['run_id'], seq: frame['seq'] });
  });
  try {
    const finals = await Promise.all(
      [1, 2, 3, 4, 5].map(async (number) => {
        const said: Frame[] = [];
        for (const turn of [1, 2, 3, 4, 5, 6]) {
          said.push(await say({ message: turn % 2 === 0 ? 'Create it' : 'Hello', sessionId: `s-${number}` }));
          await delay(Math.random() * 800);
        }
        return said.map((final) => [final['status'], final['response']]);
      }),
    );
    const turns = [1, 2, 3].flatMap(() => [
      ['success', 'Hello.'],
      ['success', 'Done.'],
    ]);
    expect(finals).toEqual([turns, turns, turns, turns, turns]);
    await eventually(async () => (await sealedValues()).length === 0);
    expect(await query('select id, last_seq, content_gone_seq from sessions order by id')).toEqual(
      [1, 2, 3, 4, 5].map((number) => ({ id: `s-${number}`, last_seq: 12, content_gone_seq: 12 })),
    );
  } finally {
    await other.close();
  }
}, 60_000);
