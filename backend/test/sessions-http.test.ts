import { afterEach, expect, test } from 'vitest';
import { askHttp, type HttpAnswer } from './ask-http.ts';
import { answerCalls, chat, connectDevice, registerUser, type BareDevice, type Frame } from './bare-device.ts';
import type { ScriptedAnswer } from './scripted-model.ts';
import { startTestBackend, type TestBackend } from './start-backend.ts';
import { createTestDatabase, queryDatabase, type TestDatabase } from './test-database.ts';

let backend: TestBackend;
let database: TestDatabase;
let token: string;
let device: BareDevice;

afterEach(async () => {
  device.socket.terminate();
  await backend.close();
});

type Items = Record<string, unknown>[];

const isEnd = (frame: Frame): boolean => frame.type === 'final' && frame['status'] !== 'waiting';
const ask = (path: string, method = 'GET'): Promise<HttpAnswer> => askHttp({ url: backend.url, token, method, path });
const items = async (path: string): Promise<Items> => (await ask(path)).body['items'] as Items;

/** Every page of a list, a few items at a time. */
async function allPages(path: string): Promise<Items> {
  const all: Items = [];
  for (let cursor: string | undefined; ;) {
    const { status, body } = await ask(`${path}limit=2${cursor === undefined ? '' : `&cursor=${cursor}`}`);
    expect(status).toBe(200);
    const page = body['items'] as Items;
    expect(page.length).toBeLessThanOrEqual(2);
    all.push(...page);
    if (typeof body['next_cursor'] !== 'string') return all;
    cursor = body['next_cursor'];
  }
}

async function start(answer?: NonNullable<Parameters<typeof startTestBackend>[0]['answer']>): Promise<void> {
  database = await createTestDatabase();
  backend = await startTestBackend({ database, ...(answer ? { answer } : {}) });
  token = (await registerUser(backend)).access;
  device = await connectDevice({ url: backend.url, token });
}

async function say({ message, sessionId }: { message: string; sessionId: string }): Promise<string> {
  const requestId = chat({ device, message, sessionId });
  const { run_id: runId } = await device.until((frame) => frame.type === 'run_started' && frame['request_id'] === requestId);
  await device.until((frame) => isEnd(frame) && frame['run_id'] === runId);
  return String(runId);
}

test('conversations are listed by their newest activity, with their sums and first words', async () => {
  await start();
  await say({ message: 'First question', sessionId: 's-1' });
  await say({ message: `  Plan\nthe   ${'very '.repeat(30)}long week `, sessionId: 's-2' });
  await say({ message: 'More', sessionId: 's-1' });
  await say({ message: 'Third', sessionId: 's-3' });
  const listed = await allPages('/sessions?');
  expect(listed).toEqual(await items('/sessions'));
  expect(listed.map(({ id, title }) => [id, title])).toEqual([
    ['s-3', 'Third'],
    ['s-1', 'First question'],
    ['s-2', 'Plan the very very very very very very very very very very…'],
  ]);
  expect(listed[1]).toEqual({
    id: 's-1',
    title: 'First question',
    message_count: 4,
    open_runs: 0,
    input_tokens: 200,
    output_tokens: 20,
    cached_input_tokens: 80,
    reasoning_tokens: 0,
    cost_usd: expect.any(Number),
    created_at: expect.any(Number),
    last_activity_at: expect.any(Number),
  });
  expect((await ask('/sessions/s-1')).body).toEqual(listed[1]);
});

test('messages come oldest first, a page at a time, without what is for the model alone', async () => {
  await start((_, count) => ({ text: [`Answer ${count}.`] }));
  const runs = [];
  for (const message of ['One', 'Two\nlines', '[in brackets]\nThree']) runs.push(await say({ message, sessionId: 's-1' }));
  const all = await allPages('/sessions/s-1/messages?');
  expect(all).toEqual(await items('/sessions/s-1/messages'));
  expect(all.map(({ seq, role, text, run_id: runId }) => [seq, role, text, runId])).toEqual([
    [1, 'user', 'One', runs[0]],
    [2, 'assistant', 'Answer 1.', runs[0]],
    [3, 'user', 'Two\nlines', runs[1]],
    [4, 'assistant', 'Answer 2.', runs[1]],
    [5, 'user', '[in brackets]\nThree', runs[2]],
    [6, 'assistant', 'Answer 3.', runs[2]],
  ]);
  await queryDatabase({ address: database, text: 'update messages set content_enc = null, key_id = null where seq <= 2' });
  expect((await items('/sessions/s-1/messages')).map(({ text }) => text).slice(0, 3)).toEqual([null, null, 'Two\nlines']);
  expect(await items('/sessions')).toMatchObject([{ title: null }]);
});

/** Three steps: two calls at once, a refused one, and the answer. */
function threeSteps(_: unknown, count: number): ScriptedAnswer {
  if (count % 3 === 1) {
    return {
      calls: [
        { name: 'list_tasks', input: {} },
        { name: 'create_task', input: { title: 'Buy milk' } },
      ],
    };
  }
  return count % 3 === 2 ? { calls: [{ name: 'no_such_tool', input: { x: 1 } }] } : { text: ['Done.'] };
}

test('traces are what was asked of tools and what they answered, also when the events are gone', async () => {
  await start(threeSteps);
  answerCalls({
    device,
    answer: (call) => (call['action'] === 'select' ? { rows: [], total: 0 } : { row: { id: 't-1', title: 'Buy milk' } }),
  });
  const runs = [await say({ message: 'Go', sessionId: 's-1' }), await say({ message: 'Again', sessionId: 's-1' })];
  await queryDatabase({ address: database, text: 'delete from run_events' });
  const all = await allPages('/sessions/s-1/traces?');
  expect(all).toEqual(await items('/sessions/s-1/traces'));
  const times = { started_at: expect.any(Number), finished_at: expect.any(Number), attempt: 1 };
  expect(all.slice(0, 3)).toEqual([
    {
      run_id: runs[0],
      turn: 1,
      ordinal: 0,
      tool: 'list_tasks',
      input: {},
      outcome: 'ok',
      output: { total: 0, tasks: [] },
      ...times,
    },
    {
      run_id: runs[0],
      turn: 1,
      ordinal: 1,
      tool: 'create_task',
      input: { title: 'Buy milk' },
      outcome: 'ok',
      output: { task: { id: 't-1', title: 'Buy milk' } },
      ...times,
    },
    {
      run_id: runs[0],
      turn: 2,
      ordinal: 0,
      tool: 'no_such_tool',
      input: { x: 1 },
      outcome: 'refused',
      error: expect.stringContaining('no_such_tool'),
      ...times,
    },
  ]);
  expect(all.map(({ run_id: runId }) => runId)).toEqual([...Array(3).fill(runs[0]), ...Array(3).fill(runs[1])]);
  expect((await allPages('/sessions/s-1/traces?turn=2&')).map(({ tool }) => tool)).toEqual(['no_such_tool', 'no_such_tool']);
  expect(await items('/sessions/s-1/traces?turn=7')).toEqual([]);
});

test('what is asked for in a wrong way is 422, and what is not there 404', async () => {
  await start();
  await say({ message: 'Hello', sessionId: 's-1' });
  const forged = Buffer.from('[1,"\\u0000"]').toString('base64url');
  for (const list of ['/sessions', '/sessions/s-1/messages', '/sessions/s-1/traces']) {
    for (const query of ['limit=0', 'limit=201', 'limit=x', 'cursor=', 'cursor=x', `cursor=${forged}`, 'more=1']) {
      expect([list, query, (await ask(`${list}?${query}`)).status]).toEqual([list, query, 422]);
    }
  }
  expect((await ask('/sessions/s-1/traces?turn=0')).status).toBe(422);
  for (const path of ['/sessions/s-2', '/sessions/s-2/messages', '/sessions/s-2/traces', '/agent/runs/r-2']) {
    expect((await ask(path)).status).toBe(404);
  }
  for (const path of ['/sessions/a%20b', '/sessions/a%20b/messages', '/agent/runs/a%20b/events']) {
    expect((await ask(path)).status).toBe(422);
  }
  expect((await ask('/sessions/s-2', 'DELETE')).status).toBe(404);
});

/** Every value of every row of every table of ours, as text. */
async function everything(): Promise<{ table: string; text: string }[]> {
  const tables = await queryDatabase({
    address: database,
    text: "select table_schema as schema, table_name as name from information_schema.tables where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'",
  });
  const all: { table: string; text: string }[] = [];
  for (const { schema, name } of tables) {
    const rows = await queryDatabase({ address: database, text: `select * from "${String(schema)}"."${String(name)}"` });
    for (const value of rows.flatMap((row) => Object.values(row))) {
      const text = Buffer.isBuffer(value) ? value.toString('hex') : (JSON.stringify(value) ?? '');
      all.push({ table: String(name), text });
    }
  }
  return all;
}

test('a conversation that is forgotten leaves no row, no id and no byte; its open run ends, and others stay', async () => {
  await start((options) =>
    JSON.stringify(options.prompt.at(-1)).includes('Delete')
      ? { calls: [{ name: 'delete_task', input: { task_id: 't-1' } }] }
      : { text: ['Hello.'] },
  );
  answerCalls({ device, answer: () => ({ error: 'The user is asked first.', code: 'needs_approval' }) });
  const kept = await say({ message: 'Stay', sessionId: 's-kept' });
  const ended = await say({ message: 'Hello', sessionId: 's-gone' });
  chat({ device, message: 'Delete it', sessionId: 's-gone' });
  const { run_id: waiting } = await device.until((frame) => frame.type === 'final' && frame['status'] === 'waiting');
  const before = await everything();
  const ofRuns = await queryDatabase({
    address: database,
    text: "select id from messages where session_id = 's-gone' union select id from run_device_calls",
  });
  const ids = ['s-gone', ended, String(waiting), ...ofRuns.map(({ id }) => String(id))];
  const sealed = await queryDatabase({
    address: database,
    text: `select content_enc as bytes from messages where session_id = 's-gone'
      union select content_enc from run_steps where run_id = any($1) union select content_enc from run_events where run_id = any($1)
      union select frame_enc from run_device_calls union select state_snapshot from sessions where id = 's-gone'`,
    values: [[ended, waiting]],
  });
  const bytes = sealed.flatMap((row) => (Buffer.isBuffer(row['bytes']) ? [row['bytes'].toString('hex')] : []));
  expect(bytes.length).toBeGreaterThan(8);
  for (const needle of [...ids, ...bytes]) expect(before.some(({ text }) => text.includes(needle))).toBe(true);

  expect((await ask('/sessions/s-gone', 'DELETE')).status).toBe(204);
  const end = await device.until((frame) => frame['run_id'] === waiting && frame['status'] === 'cancelled');
  expect(end).toMatchObject({ type: 'final', code: 'cancelled', response: expect.stringContaining('forgotten') });
  const after = await everything();
  const left = after.filter(({ text }) => [...ids, ...bytes].some((needle) => text.includes(needle)));
  expect(left).toEqual([]);
  expect((await ask('/sessions/s-gone')).status).toBe(404);
  expect((await ask(`/agent/runs/${ended}`)).status).toBe(404);
  expect((await ask('/sessions/s-gone', 'DELETE')).status).toBe(404);
  expect((await items('/sessions')).map(({ id }) => id)).toEqual(['s-kept']);
  expect((await ask(`/agent/runs/${kept}`)).body).toMatchObject({ status: 'success', response: 'Hello.' });
  // The device still has the conversation, and may go on in it.
  await say({ message: 'Anew', sessionId: 's-gone' });
  expect((await items('/sessions/s-gone/messages')).map(({ seq, text }) => [seq, text])).toEqual([
    [1, 'Anew'],
    [2, 'Hello.'],
  ]);
});

test('a conversation is forgotten while messages come in', async () => {
  await start();
  for (let index = 0; index < 12; index += 1) chat({ device, message: `Message ${index}`, sessionId: 's-1' });
  const statuses: number[] = [];
  for (let count = 0; count < 4; count += 1) statuses.push((await ask('/sessions/s-1', 'DELETE')).status);
  expect(statuses.every((status) => status === 204 || status === 404)).toBe(true);
  await device.until(() => device.frames.filter((frame) => frame.type === 'run_started').length === 12);
  await ask('/sessions/s-1', 'DELETE');
  const text = 'select id from runs union select id from messages union select id from sessions';
  expect(await queryDatabase({ address: database, text })).toEqual([]);
});
