import { TABLE_NAMES } from '@adiuva/shared-protocol';
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readWork } from '#e2e/fixtures/device-database.ts';
import { DESKTOP, isReady, startNodeProcess, type NodeProcess } from '#e2e/fixtures/node-process.ts';
import { connectRpc, type AppRpc } from '#e2e/fixtures/rpc.ts';
import { startScriptBackend, type ScriptBackend } from '#e2e/fixtures/script-backend.ts';
import { temporaryHome } from '#e2e/fixtures/temporary-home.ts';

const ACTIONS = [
  'select',
  'get',
  'insert',
  'update',
  'delete',
  'vector_upsert',
  'vector_search',
  'ui.navigate_to',
  'ui.open_item',
  'ui.notify',
  'list_directory',
  'read_file_content',
];
const INTERNAL = [
  'grants',
  'executed_calls',
  'executedCalls',
  'journal_changes',
  'settings',
  'chat_requests',
  'runs',
  'sqlite_master',
  'tasks_fts',
  'task_comments',
  'Tasks',
  'tasks; drop table tasks',
  'tasks"--',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '',
];

let home: string;
let remove: () => void;
let backend: ScriptBackend;
let desktop: NodeProcess;
let rpc: AppRpc;
let closeRpc: () => void;
let calls = 0;

async function startDesktop(): Promise<void> {
  desktop = startNodeProcess({
    entry: DESKTOP,
    args: ['--home', home, '--port', '0', '--json', '--no-open', '--backend-url', backend.url],
    env: { ADIUVA_ACCESS_TOKEN: 'whatever this backend takes' },
  });
  ({ rpc, close: closeRpc } = await connectRpc(String((await desktop.event(isReady))['app_url'])));
  await backend.frame((frame) => frame.type === 'device_hello');
}

beforeEach(async () => {
  ({ home, remove } = temporaryHome());
  backend = await startScriptBackend();
  await startDesktop();
  const client = await rpc.clients.create({ name: 'Acme' });
  const project = await rpc.projects.create({ name: 'Website', clientId: client.id });
  await rpc.tasks.create({ title: 'Draft the sitemap', projectId: project.id });
});
afterEach(async () => {
  closeRpc();
  await desktop.stop();
  await backend.close();
  remove();
});

/** A call with an id of its own. */
function call(fields: Record<string, unknown>) {
  calls += 1;
  return backend.call({ id: `call-${calls}`, ...fields });
}

/** The user sends a message, and this backend binds a run to it. */
async function boundRun(runId: string): Promise<string> {
  desktop.write({ chat: 'List my tasks' });
  const request = await backend.frame((frame) => frame.type === 'chat_request');
  backend.send({
    type: 'run_started',
    run_id: runId,
    seq: 1,
    kind: 'chat',
    request_id: request['request_id'],
    session_id: (request['context'] as { session_id?: string }).session_id,
  });
  return String(request['request_id']);
}

const usage = { input_tokens: 0, output_tokens: 0, cached_input_tokens: 0, reasoning_tokens: 0, cost_usd: 0, model: 'm' };

describe('without a grant', () => {
  test('every action on every table, internal ones and strange names too, is run_not_granted and changes nothing', async () => {
    const before = readWork(home);
    const row = String(before.tasks[0]?.id);
    for (const action of [...ACTIONS, 'drop', 'SELECT', '__proto__', 'constructor']) {
      for (const table of [...TABLE_NAMES, ...INTERNAL]) {
        const result = await call({
          run_id: 'never-granted',
          action,
          table,
          data: { id: row, title: 'Forged', updates: { title: 'Forged' } },
        });
        expect([action, table, result['code'], result['run_id']]).toEqual([action, table, 'run_not_granted', 'never-granted']);
        expect(String(result['error']).length).toBeGreaterThan(10);
      }
    }
    expect(readWork(home)).toEqual(before);
  });

  test('a run of this backend’s own making binds nothing; an agent run is refused as the protocol says', async () => {
    backend.send({ type: 'run_started', run_id: 'forged', seq: 1, kind: 'chat', request_id: 'guessed' });
    backend.send({ type: 'run_started', run_id: 'forged', seq: 1, kind: 'chat' });
    expect(await call({ run_id: 'forged', action: 'select', table: 'tasks' })).toMatchObject({ code: 'run_not_granted' });
    backend.send({ type: 'agent_run', run_id: 'agent', agent_id: 'a-1', config: { directories: ['/'] } });
    expect(await backend.frame((frame) => frame.type === 'agent_complete')).toMatchObject({
      run_id: 'agent',
      files_read: 0,
      errors: [{ path: '', code: 'run_not_granted' }],
    });
  });
});

describe('inside a granted chat', () => {
  test('only what a chat may do is done: the rest is refused with its code, and no row changes', async () => {
    const before = readWork(home);
    const row = String(before.tasks[0]?.id);
    await boundRun('run-1');
    const refused = async (fields: Record<string, unknown>, code: string): Promise<void> => {
      expect([fields, (await call({ run_id: 'run-1', ...fields }))['code']]).toEqual([fields, code]);
    };
    for (const table of INTERNAL) await refused({ action: 'select', table }, 'unknown_table');
    for (const action of ['drop', 'SELECT', '__proto__', 'constructor', ''])
      await refused({ action, table: 'tasks' }, 'unknown_action');
    for (const filters of [
      { row_key: 1 },
      { 'title; --': 1 },
      { status: "todo' or 1=1" },
      { orderBy: 'title desc; drop table tasks' },
      { search: { $ne: 1 } },
      { search: 5 },
      { dueDateFrom: 'x' },
      { constructor: 1 },
      { projectId: ['a'] },
    ]) {
      await refused({ action: 'select', table: 'tasks', filters }, 'invalid_filter');
    }
    for (const data of [
      {},
      { title: '' },
      { title: 'x'.repeat(501) },
      { title: 'x', id: 'mine' },
      { title: 'x', revision: 9 },
      { title: 'x', isApproved: 1 },
      { title: 'x', completedAt: 1 },
      { title: 'x', assignee: 'Anna' },
      { title: 'x', row_key: 1 },
      { title: 5 },
    ]) {
      await refused({ action: 'insert', table: 'tasks', data }, 'invalid_data');
    }
    await refused({ action: 'insert', table: 'tasks', data: { title: 'x', projectId: 'nowhere' } }, 'constraint');
    await refused(
      {
        action: 'insert',
        table: 'tasks',
        data: { title: 'x' },
        source: { kind: 'chat', ref: 'r', sha256: 'a'.repeat(64), start: 0, end: 1, quote: 'x' },
      },
      'invalid_data',
    );
    await refused({ action: 'update', table: 'tasks', data: { id: row, updates: { id: 'other' } } }, 'invalid_data');
    await refused({ action: 'update', table: 'tasks', data: { id: 'nowhere', updates: { title: 'x' } } }, 'not_found');
    expect(readWork(home)).toEqual(before);

    // Own __proto__ keys only exist in JSON text.
    for (const text of [
      '"filters":{"__proto__":{"status":"todo"}},"action":"select"',
      '"data":{"__proto__":{"title":"x"},"title":"y"},"action":"insert"',
    ]) {
      calls += 1;
      backend.send(`{"type":"tool_call","id":"proto-${calls}","run_id":"run-1","table":"tasks",${text}}`);
      const id = `proto-${calls}`;
      const result = await backend.frame((frame) => frame['id'] === id);
      expect(result['code']).toBe(text.includes('filters') ? 'invalid_filter' : 'invalid_data');
    }
    expect(readWork(home)).toEqual(before);
    expect(await call({ run_id: 'run-1', action: 'select', table: 'tasks' })).toMatchObject({ total: 1, rows: [{ id: row }] });
    expect((await rpc.app.status()).device_id).toBeTruthy();
  });

  test('one write once: a repeat gets the kept answer, another payload or run under its id is id_conflict', async () => {
    await boundRun('run-1');
    await boundRun('run-2');
    const insert = { id: 'write-1', run_id: 'run-1', action: 'insert', table: 'tasks', data: { title: 'Once' } };
    const first = await backend.call(insert);
    expect(first).toMatchObject({ row: { title: 'Once', origin: 'run' } });
    expect(await backend.call(insert)).toEqual(first);
    expect(await backend.call({ ...insert, data: { title: 'Twice' } })).toMatchObject({ code: 'id_conflict' });
    expect(await backend.call({ ...insert, run_id: 'run-2' })).toMatchObject({ code: 'id_conflict' });
    expect(readWork(home).tasks.filter((task) => task['origin'] === 'run')).toHaveLength(1);
  });

  test('after final the run is closed; a second binding of its request binds nothing', async () => {
    const request = await boundRun('run-1');
    backend.send({ type: 'run_started', run_id: 'run-other', seq: 1, kind: 'chat', request_id: request });
    expect(await call({ run_id: 'run-other', action: 'select', table: 'tasks' })).toMatchObject({ code: 'run_not_granted' });
    backend.send({ type: 'final', run_id: 'run-1', seq: 2, status: 'success', response: 'Done.', usage });
    expect(await call({ run_id: 'run-1', action: 'select', table: 'tasks' })).toMatchObject({ code: 'run_closed' });
    expect(await desktop.event((event) => event.event === 'answer')).toMatchObject({
      request_id: request,
      run_id: 'run-1',
      status: 'success',
      text: 'Done.',
    });
  });

  test('limits hold however small the calls are', async () => {
    await boundRun('run-1');
    for (let index = 0; index < 50; index += 1)
      expect(await call({ run_id: 'run-1', action: 'insert', table: 'tasks', data: { title: `Task ${index}` } })).toHaveProperty(
        'row',
      );
    expect(await call({ run_id: 'run-1', action: 'insert', table: 'tasks', data: { title: 'One too many' } })).toHaveProperty(
      'error',
    );
    for (let index = 0; index < 50; index += 1)
      expect(await call({ run_id: 'run-1', action: 'select', table: 'tasks', limit: 0 })).toMatchObject({ total: 51 });
    expect(await call({ run_id: 'run-1', action: 'select', table: 'tasks', limit: 0 })).toHaveProperty('error');
    expect(readWork(home).tasks).toHaveLength(51);
  });
});

describe('broken and many frames', () => {
  test('a tool_call that fails its schema is answered; the 21st bad frame closes the socket; the desktop lives', async () => {
    backend.send('{"type":"tool_call","id":"bad-1","run_id":5,"action":7}');
    expect(await backend.frame((frame) => frame['id'] === 'bad-1')).toMatchObject({
      type: 'tool_result',
      code: 'invalid_data',
      run_id: '',
    });
    backend.send('{"type":"tool_call","id":"bad-2","run_id":"r-1","action":"select","limit":-1}');
    expect(await backend.frame((frame) => frame['id'] === 'bad-2')).toMatchObject({
      type: 'tool_result',
      code: 'invalid_data',
      run_id: 'r-1',
    });
    const closed = backend.closed();
    for (let index = 0; index < 25; index += 1)
      backend.send(['not json', '[]', '{"type":"what"}', '{"type":"final"}', '{}'][index % 5] ?? '');
    expect(await closed).toBe(4002);
    await expect.poll(() => backend.connections(), { timeout: 20_000 }).toBeGreaterThan(1);
    expect((await rpc.tasks.list({ filter: {}, order: 'position', offset: 0, limit: 10 })).total).toBe(1);
  });

  test('a flood of 20,000 calls is answered one by one while the page goes on working', async () => {
    const before = readWork(home);
    const count = 20_000;
    for (let index = 0; index < count; index += 1)
      backend.send({
        type: 'tool_call',
        id: `flood-${index}`,
        run_id: 'never-granted',
        action: 'update',
        table: 'tasks',
        data: { id: 'x', updates: {} },
      });
    expect((await rpc.tasks.list({ filter: {}, order: 'position', offset: 0, limit: 10 })).total).toBe(1);
    await backend.frame((frame) => frame['id'] === `flood-${count - 1}`, { timeoutMs: 60_000 });
    expect(backend.frames.filter((frame) => frame.type === 'tool_result' && frame['code'] === 'run_not_granted')).toHaveLength(
      count,
    );
    expect(readWork(home)).toEqual(before);
  });
});

test('kill -9 of the core after a write and before its answer: the write is there once, also after the call is repeated', async () => {
  await boundRun('run-1');
  const insert = {
    type: 'tool_call',
    id: 'killed-1',
    run_id: 'run-1',
    action: 'insert',
    table: 'tasks',
    data: { title: 'Exactly once' },
  };
  const count = (): unknown => {
    const sqlite = new Database(join(home, 'device', 'adiuva.sqlite'), { readonly: true });
    const found = sqlite.prepare("select count(*) from tasks where title = 'Exactly once'").pluck().get();
    sqlite.close();
    return found;
  };
  backend.send(insert);
  // Killed as soon as the row is seen in the file; whether the answer has left by then is chance, and must not matter.
  while (count() === 0) await new Promise((resolve) => setImmediate(resolve));
  closeRpc();
  await desktop.stop('SIGKILL');
  expect(count()).toBe(1);
  await startDesktop();
  const { type: _type, ...again } = insert;
  expect(await backend.call(again)).toMatchObject({ row: { title: 'Exactly once' } });
  expect(count()).toBe(1);
});
