import { FRAME_BYTES, TABLE_NAMES } from '@adiuva/shared-protocol';
import { beforeEach, describe, expect, test } from 'vitest';
import { connectCore, startRun, type ConnectedCore } from '#core/test/open-core.ts';

type Call = { action: string } & Record<string, unknown>;
let core: ConnectedCore;
let lastCall = 0;

/** A call of the bound run, with an id of its own. */
function ask(call: Call): Promise<Record<string, unknown>> {
  lastCall += 1;
  return core.socket.call({ id: `run-1:1:0:${lastCall}`, run_id: 'run-1', ...call });
}
const insert = (table: string, data: object) => ask({ action: 'insert', table, data });
const select = (table: string, filters: object = {}, more: object = {}) => ask({ action: 'select', table, filters, ...more });
const titles = (answer: Record<string, unknown>): unknown[] =>
  (answer['rows'] as Record<string, unknown>[]).map((row) => row['title'] ?? row['name']);

const plenty = { calls: 1e6, rows: 1e6, bytes: 1e9, inserts: 1e6, updates: 1e6 };
beforeEach(async () => {
  core = await connectCore({ chatLimits: plenty });
  await startRun(core);
});

describe('select', () => {
  test('answers rows and their total; 100 by default, 1,000 at most, none at 0', async () => {
    for (let n = 0; n < 120; n += 1) await core.rpc.tasks.create({ title: `Task ${n}` });
    expect(await select('tasks')).toMatchObject({ total: 120, rows: { length: 100 } });
    expect(await select('tasks', {}, { limit: 0 })).toEqual({
      type: 'tool_result',
      id: `run-1:1:0:${lastCall}`,
      run_id: 'run-1',
      rows: [],
      total: 120,
    });
    expect(await select('tasks', {}, { limit: 5_000 })).toMatchObject({ total: 120, rows: { length: 120 } });
    expect(await select('tasks', {}, { limit: 3 })).toMatchObject({ total: 120, rows: { length: 3 } });
  });

  test('drops rows from the end that do not fit a frame, and says so', async () => {
    for (let n = 0; n < 4; n += 1) await core.rpc.tasks.create({ title: `Task ${n}`, description: 'ä'.repeat(200_000) });
    const answer = await select('tasks');
    expect(answer).toMatchObject({ total: 4, truncated: true, rows: { length: 2 } });
    expect(Buffer.byteLength(JSON.stringify(answer))).toBeLessThanOrEqual(FRAME_BYTES);
    await core.rpc.tasks.create({ title: 'Alone', description: '\u0001'.repeat(300_000), position: -1 });
    expect(await select('tasks', { search: 'alone' })).toMatchObject({ total: 1, truncated: true, rows: [] });
  });

  test('filters, searches and orders', async () => {
    const { rpc } = core;
    const website = await rpc.projects.create({ name: 'Website' });
    const day = (date: number, hour = 0): number => new Date(2026, 10, date, hour).getTime();
    await rpc.tasks.create({
      title: 'Draft Müller',
      projectId: website.id,
      priority: 'low',
      dueDate: day(25),
      assignee: ['Anna'],
    });
    await rpc.tasks.create({ title: 'Call', description: 'about the müll', priority: 'high', dueDate: day(26, 15) });
    await rpc.tasks.create({ title: 'anon', priority: 'medium', status: 'done', owedBy: 'theirs' });
    expect(titles(await select('tasks', { projectId: website.id }))).toEqual(['Draft Müller']);
    expect(titles(await select('tasks', { status: 'done', owedBy: 'theirs' }))).toEqual(['anon']);
    expect(titles(await select('tasks', { assignee: 'anna' }))).toEqual(['Draft Müller']);
    expect(titles(await select('tasks', { search: 'MULL' }))).toEqual(['Draft Müller', 'Call']);
    expect(titles(await select('tasks', { search: 'mull draft' }))).toEqual(['Draft Müller']);
    expect(titles(await select('tasks', { search: '" OR * : ( -' }))).toEqual([]);
    expect(titles(await select('tasks', { search: 'title:call' }))).toEqual([]);
    expect(titles(await select('tasks', { dueDateFrom: day(25), dueDateTo: day(26) }))).toEqual(['Draft Müller']);
    expect(titles(await select('tasks', { dueDateFrom: day(26, 15), dueDateTo: day(26, 15) }))).toEqual(['Call']);
    expect(titles(await select('tasks', { dueDateFrom: -8.64e15, dueDateTo: 8.64e15 }))).toEqual(['Draft Müller', 'Call']);
    expect(titles(await select('tasks', { orderBy: 'priority' }))).toEqual(['Call', 'anon', 'Draft Müller']);
    expect(titles(await select('tasks', { orderBy: '-title' }))).toEqual(['Draft Müller', 'Call', 'anon']);
    expect(titles(await select('tasks', { orderBy: 'dueDate' }))).toEqual(['Draft Müller', 'Call', 'anon']);
    expect(titles(await select('tasks', { orderBy: '-dueDate' }))).toEqual(['Call', 'Draft Müller', 'anon']);
  });

  test('leaves archived projects out unless they are asked for', async () => {
    const { rpc } = core;
    await rpc.projects.create({ name: 'Old', status: 'archived' });
    await rpc.projects.create({ name: 'New' });
    expect(titles(await select('projects'))).toEqual(['New']);
    expect(titles(await select('projects', { includeArchived: false }))).toEqual(['New']);
    expect(titles(await select('projects', { includeArchived: true }))).toEqual(['Old', 'New']);
    expect(titles(await select('projects', { status: 'archived' }))).toEqual(['Old']);
  });

  test.each([
    ['tasks', '{"nonsense":1}'],
    ['tasks', '{"__proto__":{"status":"todo"}}'],
    ['tasks', '{"constructor":"x"}'],
    ['tasks', '{"status":"todo\' or 1=1 --"}'],
    ['tasks', '{"status":null}'],
    ['tasks', '{"status":["todo"]}'],
    ['tasks', '{"dueDateFrom":"2026-01-01"}'],
    ['tasks', '{"dueDateFrom":1.5}'],
    ['tasks', '{"orderBy":"row_key"}'],
    ['tasks', '{"orderBy":"title; drop table tasks"}'],
    ['tasks', '{"search":{"match":"x"}}'],
    ['tasks', '{"clientId":"c"}'],
    ['projects', '{"includeArchived":"yes"}'],
    ['clients', '{"projectId":"p"}'],
    ['taskComments', '{"author":"me"}'],
  ])('refuses on %s the filters %s', async (table, filters) => {
    expect(await select(table, JSON.parse(filters))).toMatchObject({ code: 'invalid_filter', error: expect.any(String) });
  });
});

describe('get', () => {
  test('answers the row, or null, and refuses what is no id', async () => {
    const { change_ids: _changes, ...task } = await core.rpc.tasks.create({ title: 'One' });
    expect(await ask({ action: 'get', table: 'tasks', data: { id: task.id } })).toMatchObject({ row: task });
    expect(await ask({ action: 'get', table: 'tasks', data: { id: 'nowhere' } })).toMatchObject({ row: null });
    for (const data of [
      {},
      { id: 5 },
      { id: '' },
      { id: 'a b' },
      { id: task.id, more: 1 },
      JSON.parse(`{"id":"a","__proto__":1}`),
    ])
      expect(await ask({ action: 'get', table: 'tasks', data })).toMatchObject({ code: 'invalid_data' });
  });

  test('cuts the longest texts, and names them', async () => {
    const long = await core.rpc.tasks.create({ title: 'Long', description: '🙂'.repeat(400_000) });
    const answer = await ask({ action: 'get', table: 'tasks', data: { id: long.id } });
    expect(answer).toMatchObject({ truncated: ['description'], row: { title: 'Long' } });
    expect(Buffer.byteLength(JSON.stringify(answer))).toBeLessThanOrEqual(FRAME_BYTES);
    const { description } = answer['row'] as { description: string };
    expect(description.length).toBeGreaterThan(500_000);
    expect(description.isWellFormed()).toBe(true);
  });
});

describe('insert', () => {
  test('adds what is the device’s own, and answers the row', async () => {
    const dueDate = new Date(2026, 10, 27).getTime();
    const { row } = await insert('tasks', { title: 'Buy milk', dueDate, assignee: ['Anna', 'Bob'] });
    expect(row).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      createdAt: core.clock.now(),
      updatedAt: core.clock.now(),
      revision: 1,
      origin: 'run',
      externalId: null,
      isAiSuggested: 0,
      isApproved: 1,
      projectId: null,
      title: 'Buy milk',
      description: null,
      status: 'todo',
      priority: 'medium',
      assignee: ['Anna', 'Bob'],
      owedBy: 'mine',
      dueDate,
      completedAt: null,
      position: 1,
    });
    const next = await insert('tasks', { title: 'Next', status: 'done' });
    expect(next).toMatchObject({ row: { position: 2, completedAt: core.clock.now() } });
  });

  test('works on all six tables', async () => {
    const idOf = (answer: Record<string, unknown>): string => (answer['row'] as { id: string }).id;
    const client = idOf(await insert('clients', { name: 'Acme' }));
    const project = idOf(await insert('projects', { name: 'Site', clientId: client }));
    const task = idOf(await insert('tasks', { title: 'Draft', projectId: project }));
    const comment = await insert('taskComments', { taskId: task, content: 'Done soon' });
    expect(comment).toMatchObject({ row: { author: 'assistant', content: 'Done soon' } });
    const date = new Date(2026, 11, 1, 9, 30).getTime();
    expect(await insert('checkpoints', { projectId: project, title: 'Launch', date })).toMatchObject({ row: { date } });
    expect(await insert('notes', { title: 'Note', content: '# Hi' })).toMatchObject({
      row: { content: '# Hi', projectId: null },
    });
    for (const table of TABLE_NAMES) {
      const word = { tasks: 'dra', projects: 'sit', clients: 'acm', checkpoints: 'laun', notes: 'hi', taskComments: 'soo' }[
        table
      ];
      expect(await select(table, { search: word })).toMatchObject({ total: 1 });
    }
  });

  test.each([
    ['tasks', '{}'],
    ['tasks', '{"title":""}'],
    ['tasks', `{"title":"${'x'.repeat(501)}"}`],
    ['tasks', '{"title":"x","id":"mine"}'],
    ['tasks', '{"title":"x","revision":9}'],
    ['tasks', '{"title":"x","origin":"human"}'],
    ['tasks', '{"title":"x","completedAt":1}'],
    ['tasks', '{"title":"x","isApproved":1}'],
    ['tasks', '{"title":"x","assignee":"Anna"}'],
    ['tasks', '{"title":"x","assignee":[1]}'],
    ['tasks', '{"title":"x","__proto__":{"status":"done"}}'],
    ['tasks', '{"title":"x","constructor":1}'],
    ['tasks', '{"title":"x","dueDate":8640000000000000}'],
    ['tasks', '{"title":"x","position":"first"}'],
    ['taskComments', '{"taskId":"t","content":"x","author":"me"}'],
    ['notes', '{"title":"x"}'],
  ])('refuses for %s the data %s, and writes nothing', async (table, data) => {
    expect(await insert(table, JSON.parse(data))).toMatchObject({ code: 'invalid_data', error: expect.any(String) });
    expect(await select(table, {}, { limit: 0 })).toMatchObject({ total: 0 });
  });

  test('needs the rows that it names', async () => {
    for (const [table, data] of [
      ['tasks', { title: 'x', projectId: 'nowhere' }],
      ['projects', { name: 'x', clientId: 'nowhere' }],
      ['taskComments', { taskId: 'nowhere', content: 'x' }],
      ['checkpoints', { projectId: 'nowhere', title: 'x', date: 1 }],
      ['clients', { name: 'x', parentId: 'nowhere' }],
    ] as const)
      expect(await insert(table, data)).toMatchObject({ code: 'constraint', error: expect.stringContaining('nowhere') });
  });
});

describe('update', () => {
  const update = (table: string, data: object) => ask({ action: 'update', table, data });

  test('sets the named fields, clears by null, and keeps the time of completion with the status', async () => {
    const task = await core.rpc.tasks.create({ title: 'One', description: 'text', dueDate: new Date(2026, 10, 27, 9).getTime() });
    core.clock.advance(1_000);
    const done = await update('tasks', { id: task.id, updates: { status: 'done', description: null, dueDate: null } });
    expect(done).toMatchObject({
      row: { status: 'done', completedAt: core.clock.now(), description: null, dueDate: null, revision: 2, title: 'One' },
    });
    core.clock.advance(1_000);
    expect(await update('tasks', { id: task.id, updates: { status: 'todo' } })).toMatchObject({
      row: { completedAt: null, updatedAt: core.clock.now(), createdAt: task.createdAt },
    });
  });

  test('refuses what is missing, empty, forbidden or of the wrong shape', async () => {
    const { id } = await core.rpc.tasks.create({ title: 'One' });
    expect(await update('tasks', { id: 'nowhere', updates: { title: 'x' } })).toMatchObject({ code: 'not_found' });
    const bad = [
      { id },
      { id, updates: {} },
      { id, updates: [] },
      { id, updates: { title: null } },
      { id, updates: { title: '' } },
      { id, updates: { id: 'other' } },
      { id, updates: { completedAt: 5 } },
      { id, updates: { nonsense: 1 } },
      { id, updates: JSON.parse('{"title":"x","__proto__":{}}') },
      { id, title: 'x' },
      { updates: { title: 'x' } },
    ];
    for (const data of bad) expect(await update('tasks', data)).toMatchObject({ code: 'invalid_data' });
    expect(await update('tasks', { id, updates: { projectId: 'nowhere' } })).toMatchObject({ code: 'constraint' });
    expect(await core.rpc.tasks.get({ id })).toMatchObject({ title: 'One', revision: 1 });
  });

  test('never puts a client above itself', async () => {
    const { rpc } = core;
    const top = await rpc.clients.create({ name: 'Top' });
    const below = await rpc.clients.create({ name: 'Below', parentId: top.id });
    expect(await update('clients', { id: top.id, updates: { parentId: below.id } })).toMatchObject({ code: 'constraint' });
    expect(await update('clients', { id: top.id, updates: { parentId: top.id } })).toMatchObject({ code: 'constraint' });
  });
});

describe('what is refused', () => {
  test('actions that nobody may do yet, actions and tables that are not there, and a source', async () => {
    for (const action of ['list_directory', 'read_file_content'])
      expect(await ask({ action, table: 'tasks', data: { id: 'x' } })).toMatchObject({ code: 'action_not_granted' });
    for (const action of ['', 'drop', 'SELECT', '__proto__', 'toString', 'select;'])
      expect(await ask({ action, table: 'tasks' })).toMatchObject({ code: 'unknown_action' });
    for (const table of [
      'grants',
      'settings',
      'journal_changes',
      'task_comments',
      'sqlite_master',
      'constructor',
      '__proto__',
      '',
      null,
    ])
      expect(await ask({ action: 'select', table })).toMatchObject({ code: 'unknown_table' });
    expect(await ask({ action: 'select' })).toMatchObject({ code: 'unknown_table' });
    const source = { kind: 'chat', ref: 'r', sha256: 'a'.repeat(64), start: 0, end: 1, quote: 'x' };
    expect(await ask({ action: 'insert', table: 'tasks', data: { title: 'x' }, source })).toMatchObject({ code: 'invalid_data' });
    expect((await core.rpc.tasks.list({ filter: {}, order: 'position', offset: 0, limit: 0 })).total).toBe(0);
  });

  test('an agent run: nobody gave consent', async () => {
    core.socket.send({ type: 'agent_run', run_id: 'run-9', agent_id: 'agent-1', config: {} });
    expect(await core.socket.frame({ type: 'agent_complete' })).toEqual({
      type: 'agent_complete',
      run_id: 'run-9',
      files_read: 0,
      files_skipped: 0,
      errors: [{ path: '', code: 'run_not_granted', message: expect.any(String) }],
    });
  });
});

describe('once', () => {
  test('a repeated write gets its recorded answer; another payload, or another run, is a conflict', async () => {
    const call = { id: 'c-1', run_id: 'run-1', action: 'insert', table: 'tasks', data: { title: 'Once', priority: 'high' } };
    const first = await core.socket.call(call);
    const again = await core.socket.call({ ...call, data: { priority: 'high', title: 'Once' }, filters: null });
    expect(again).toEqual(first);
    expect(await core.socket.call({ ...call, data: { title: 'Twice' } })).toMatchObject({ code: 'id_conflict' });
    expect(await core.socket.call({ ...call, action: 'select', data: null })).toMatchObject({ code: 'id_conflict' });
    await startRun({ ...core, runId: 'run-2' });
    expect(await core.socket.call({ ...call, run_id: 'run-2' })).toMatchObject({ code: 'id_conflict' });
    expect(await select('tasks')).toMatchObject({ total: 1 });
  });

  test('many writes at once are each done once, in order', async () => {
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, n) =>
        core.socket.call({ id: `w-${n}`, run_id: 'run-1', action: 'insert', table: 'tasks', data: { title: `T${n}` } }),
      ),
    );
    expect(answers.every((answer) => 'row' in answer)).toBe(true);
    expect(titles(await select('tasks'))).toEqual(Array.from({ length: 100 }, (_, n) => `T${n}`));
  });
});
