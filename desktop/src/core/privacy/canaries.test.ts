import { TABLE_NAMES, tables, TOOL_ACTIONS, type TableName } from '@adiuva/shared-protocol';
import { describe, expect, test } from 'vitest';
import { connectCore, startRun, type ConnectedCore } from '#core/test/open-core.ts';
import { sampleFields, validCall, type WorkIds } from '#core/test/valid-calls.ts';

const CANARY = /zqcanary/i;
const many = { calls: 100_000, rows: 1_000_000, bytes: 1e9, inserts: 10_000, updates: 10_000 };

type Answer = Record<string, unknown>;
type Call = { action: string; table?: string } & Record<string, unknown>;

/** Calls of one run, each under an id of its own. */
function caller({ socket }: Pick<ConnectedCore, 'socket'>, runId: string) {
  let n = 0;
  return async (call: Call): Promise<Answer> => {
    n += 1;
    const { id: _id, run_id: _run, ...answer } = await socket.call({ id: `${runId}:${n}`, run_id: runId, ...call });
    return answer;
  };
}

type Ask = ReturnType<typeof caller>;

async function insert(ask: Ask, table: TableName, data: object): Promise<string> {
  const { row } = await ask({ action: 'insert', table, data });
  return (row as { id: string }).id;
}

/** Everything that can hang on a client, with `mark` in every text of it. */
async function plant(
  ask: Ask,
  { clientId, mark }: { clientId: string; mark: string },
): Promise<{ [Name in TableName]: string[] }> {
  const text = (what: string): string => `${mark}${what} ${mark}`;
  const made: { [Name in TableName]: string[] } = {
    clients: [clientId],
    projects: [],
    tasks: [],
    checkpoints: [],
    notes: [],
    taskComments: [],
  };
  for (const status of ['active', 'archived']) {
    const projectId = await insert(ask, 'projects', { name: text('project'), clientId, status, aiSummary: text('summary') });
    made.projects.push(projectId);
    const task = {
      title: text('task'),
      description: text('description'),
      assignee: [text('assignee')],
      projectId,
      dueDate: 1e12,
    };
    const taskId = await insert(ask, 'tasks', task);
    made.tasks.push(taskId);
    made.taskComments.push(await insert(ask, 'taskComments', { taskId, content: text('comment') }));
    made.checkpoints.push(await insert(ask, 'checkpoints', { projectId, title: text('checkpoint'), date: 1e12 }));
    made.notes.push(await insert(ask, 'notes', { projectId, title: text('note'), content: text('content') }));
  }
  return made;
}

/** The user's work, made before any rule is set; then the rules, then a run that is under them. */
async function openWorld(options: Parameters<typeof connectCore>[0] = {}) {
  const core = await connectCore({ chatLimits: many, ...options });
  await startRun({ ...core, runId: 'made' });
  const make = caller(core, 'made');
  const client = (data: object): Promise<string> => insert(make, 'clients', { industry: null, ...data });
  const never = await client({ name: 'zqcanaryNever', industry: 'zqcanaryIndustry' });
  const sub = await client({ name: 'zqcanarySub', parentId: never });
  const local = await client({ name: 'zqcanaryLocal' });
  const open = await client({ name: 'Open' });
  const hidden = [
    await plant(make, { clientId: never, mark: 'zqcanaryA' }),
    await plant(make, { clientId: sub, mark: 'zqcanaryB' }),
    await plant(make, { clientId: local, mark: 'zqcanaryC' }),
  ];
  const seen = await plant(make, { clientId: open, mark: 'plain' });
  await core.rpc.privacy.setRule({ client_id: never, rule: 'never' });
  await core.rpc.privacy.setRule({ client_id: local, rule: 'local' });
  // What is found by meaning is the same from now on.
  await expect.poll(async () => (await core.rpc.search.settings()).state.waiting, { timeout: 30_000 }).toBe(0);
  const from = core.socket.frames.length;
  const frames = (): string[] => core.socket.frames.slice(from).map((frame) => JSON.stringify(frame));
  return { ...core, never, sub, local, open, hidden, seen, frames };
}

const references: Partial<Record<TableName, string>> = {
  tasks: 'projectId',
  projects: 'clientId',
  checkpoints: 'projectId',
  notes: 'projectId',
  taskComments: 'taskId',
  clients: 'parentId',
};
const above: Record<TableName, TableName> = {
  tasks: 'projects',
  projects: 'clients',
  checkpoints: 'projects',
  notes: 'projects',
  taskComments: 'tasks',
  clients: 'clients',
};

describe('a client that never leaves, one of it, and a local one with a backend elsewhere', () => {
  test('no action, table, filter or id gives a canary away, or tells hidden from absent', { timeout: 240_000 }, async () => {
    const world = await openWorld();
    const { hidden, seen } = world;
    await startRun({ ...world, runId: 'spy' });
    const ask = caller(world, 'spy');
    const absent = '0199ffff-ffff-7fff-8fff-ffffffffffff';

    /** The same call with a hidden id and with one that never was must get the same answer, the id apart. */
    async function compare(build: (id: string) => Call, id: string): Promise<void> {
      const [of, ofAbsent] = [await ask(build(id)), await ask(build(absent))];
      expect(JSON.stringify(of).replaceAll(id, absent)).toBe(JSON.stringify(ofAbsent));
    }

    for (const table of TABLE_NAMES) {
      for (const place of hidden)
        for (const id of place[table]) {
          const own = Object.fromEntries(TABLE_NAMES.map((name) => [name, seen[name][0] ?? ''])) as WorkIds;
          for (const action of TOOL_ACTIONS.filter((each) => each !== 'insert'))
            await compare((each) => validCall({ action, table, ids: { ...own, [table]: each } }), id);
        }
      const filter = references[table];
      for (const place of hidden)
        for (const id of place[above[table]]) {
          if (filter !== undefined) {
            const extra = table === 'projects' ? { includeArchived: true } : {};
            await compare((each) => ({ action: 'select', table, filters: { [filter]: each, ...extra } }), id);
            await compare((each) => ({ action: 'select', table, filters: { [filter]: each, ...extra }, limit: 0 }), id);
            const data = sampleFields({ table, of: 'insert', ids: {} as WorkIds });
            await compare((each) => ({ action: 'insert', table, data: { ...data, [filter]: each } }), id);
            if (table !== 'taskComments')
              await compare(
                (each) => ({ action: 'update', table, data: { id: seen[table][0], updates: { [filter]: each } } }),
                id,
              );
          }
        }
      const visible = table === 'projects' ? { includeArchived: true } : {};
      for (const search of ['zqcanary', 'zqcanaryA', 'zqcanaryNever', 'zqcanaryBcomment', 'zqcanaryCcontent'])
        expect(await ask({ action: 'select', table, filters: { ...visible, search } })).toEqual({
          type: 'tool_result',
          rows: [],
          total: 0,
        });
      const all = await ask({ action: 'select', table, filters: visible, limit: 1_000 });
      const count = await ask({ action: 'select', table, filters: visible, limit: 0 });
      expect((all['rows'] as unknown[]).length).toBe(all['total']);
      expect(count).toEqual({ type: 'tool_result', rows: [], total: all['total'] });
      const ids = new Set((all['rows'] as { id: string }[]).map(({ id }) => id));
      for (const id of seen[table]) expect(ids).toContain(id);
      for (const field of Object.keys(tables[table].row.shape))
        for (const orderBy of [field, `-${field}`]) {
          const ordered = await ask({ action: 'select', table, filters: { ...visible, orderBy }, limit: 3 });
          expect(ordered['total']).toBe(all['total']);
        }
    }
    const wide = { assignee: 'zqcanaryAassignee zqcanaryA' };
    expect(await ask({ action: 'select', table: 'tasks', filters: wide })).toMatchObject({ total: 0 });
    const dated = await ask({ action: 'select', table: 'tasks', filters: { dueDateFrom: 1e12 - 1e9, dueDateTo: 1e12 + 1e9 } });
    expect(dated['total']).toBe(seen.tasks.length);
    for (const frame of world.frames()) expect(frame).not.toMatch(CANARY);
    // The user sees how much stayed.
    const { items } = await world.rpc.privacy.ledger({ run_id: 'spy', offset: 0, limit: 200 });
    expect(items.some(({ withheld }) => withheld > 0)).toBe(true);
    expect(items.some(({ withheld, rows, action }) => action === 'get' && withheld === 1 && rows === 0)).toBe(true);
  });

  test('a project that the user moves to a hidden client is gone from the next read, and is back when it is moved back', async () => {
    const world = await openWorld();
    const { rpc, never, open, seen } = world;
    await startRun({ ...world, runId: 'spy' });
    const ask = caller(world, 'spy');
    const [project = '', task = '', comment = ''] = [seen.projects[0], seen.tasks[0], seen.taskComments[0]];
    const row = async (table: TableName, id: string) => (await ask({ action: 'get', table, data: { id } }))['row'];
    expect(await row('tasks', task)).toMatchObject({ id: task });
    // What this run made of its own goes with it.
    const own = await insert(ask, 'tasks', { title: 'mine', projectId: project });
    await rpc.privacy.setRule({ client_id: open, rule: 'never' });
    for (const [table, id] of [
      ['projects', project],
      ['tasks', task],
      ['tasks', own],
      ['taskComments', comment],
      ['clients', open],
    ] as const)
      expect(await row(table, id)).toBeNull();
    expect(await ask({ action: 'update', table: 'tasks', data: { id: own, updates: { title: 'x' } } })).toMatchObject({
      code: 'not_found',
    });
    await rpc.privacy.setRule({ client_id: open, rule: 'none' });
    expect(await row('tasks', task)).toMatchObject({ id: task });
    // A client that comes under a hidden one, by a run, and goes back by undo.
    await startRun({ ...world, runId: 'mover' });
    const free = await insert(caller(world, 'mover'), 'clients', { name: 'Free' });
    expect(await row('clients', free)).toMatchObject({ id: free });
    await rpc.privacy.setRule({ client_id: free, rule: 'never' });
    expect(await row('clients', free)).toBeNull();
    await rpc.privacy.setRule({ client_id: free, rule: 'none' });
    await rpc.activity.undo({ run_id: 'mover' });
    await rpc.activity.redo({ run_id: 'mover' });
    expect(await row('clients', free)).toMatchObject({ id: free });
    expect(never).not.toBe(free);
  });

  test('the user’s own backend sees a local client with a local model only', async () => {
    const world = await openWorld({ backendIsOwn: () => true });
    const { local, never } = world;
    const sees = async (runId: string, model: string): Promise<boolean[]> => {
      await startRun({ ...world, runId, model });
      const ask = caller(world, runId);
      return Promise.all(
        [local, never].map(async (id) => (await ask({ action: 'get', table: 'clients', data: { id } }))['row'] !== null),
      );
    };
    expect(await sees('run-offline', 'offline:rules')).toEqual([true, false]);
    expect(await sees('run-local', 'local:llama')).toEqual([true, false]);
    expect(await sees('run-remote', 'openai:gpt')).toEqual([false, false]);
    expect(await sees('run-sly', 'openai:local:x')).toEqual([false, false]);
    // What is said to it stays here: a local client may be named.
    const named = await world.rpc.chat.send({ text: 'zqcanaryLocal?' });
    const held = await world.rpc.chat.send({ text: 'zqcanaryNever?' });
    await world.socket.frame((frame) => frame['request_id'] === named.request_id);
    const { items } = await world.rpc.approvals.list({ state: 'pending', offset: 0, limit: 5 });
    expect(items.map((each) => each.approval_id)).toEqual([held.request_id]);
  });
});

describe('a message that names a client whose rows do not leave', () => {
  test('asks first: nothing of it is on the wire until the user says so; later ones go', async () => {
    const world = await openWorld();
    const { rpc, socket } = world;
    const held = await rpc.chat.send({ text: 'What about ZQCANARYNEVER?' });
    const later = await rpc.chat.send({ text: 'Something else', session_id: held.session_id });
    await socket.frame((frame) => frame['request_id'] === later.request_id);
    expect(world.frames().join()).not.toMatch(CANARY);
    expect(world.frames().join()).not.toContain(held.request_id);
    const turns = async () => (await rpc.chat.transcript({ session_id: held.session_id, limit: 10 })).turns;
    expect((await turns()).map(({ delivery }) => delivery)).toEqual(['held', 'sent']);
    // Nobody is bound to a request that was never sent.
    socket.send({ type: 'run_started', run_id: 'guess', seq: 1, kind: 'chat', request_id: held.request_id });
    expect(await socket.call({ id: 'g', run_id: 'guess', action: 'select', table: 'tasks' })).toMatchObject({
      code: 'run_not_granted',
    });
    const [waiting] = (await rpc.approvals.list({ state: 'pending', offset: 0, limit: 10 })).items;
    expect(waiting).toMatchObject({ approval_id: held.request_id, kind: 'message', why: [{ code: 'privacy' }] });
    expect(waiting?.summary).toContain('zqcanaryNever');
    await rpc.approvals.approve({ approval_id: held.request_id });
    const sent = await socket.frame((frame) => frame['request_id'] === held.request_id);
    expect(sent).toMatchObject({ type: 'chat_request', message: 'What about ZQCANARYNEVER?' });
    // Sent again after a reconnect without being asked about anew.
    socket.socket.close(4013);
    const again = await world.backend.connection(2);
    await again.frame((frame) => frame['request_id'] === held.request_id);
    expect((await rpc.approvals.list({ state: 'pending', offset: 0, limit: 10 })).total).toBe(0);
  });

  test('is not sent when the user rejects it or takes it back, over restarts too', async () => {
    const world = await openWorld();
    const { rpc } = world;
    const rejected = await rpc.chat.send({ text: 'Tell zqcanarySub that we are late' });
    const taken = await rpc.chat.send({ text: 'And zqcanaryLocal’s invoice' });
    const kept = await rpc.chat.send({ text: 'zqcanaryNever again' });
    await rpc.approvals.reject({ approval_id: rejected.request_id });
    await rpc.chat.cancel({ request_id: taken.request_id });
    expect((await rpc.approvals.list({ state: 'pending', offset: 0, limit: 10 })).items.map((each) => each.approval_id)).toEqual([
      kept.request_id,
    ]);
    await expect(rpc.approvals.approve({ approval_id: taken.request_id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(world.frames().join()).not.toMatch(CANARY);
    await world.close();
    const again = await connectCore({ device: world.device });
    await again.rpc.chat.send({ text: 'Hello' });
    await again.socket.frame({ type: 'chat_request' });
    expect(JSON.stringify(again.socket.frames)).not.toMatch(CANARY);
    await again.rpc.approvals.approve({ approval_id: kept.request_id });
    expect(await again.socket.frame({ type: 'chat_request' })).toMatchObject({ message: 'zqcanaryNever again' });
  });

  test('a rule that is set while a message waits for the backend holds it too', async () => {
    const world = await openWorld();
    world.backend.refuseWith(503);
    world.socket.socket.close(1001);
    await expect.poll(async () => (await world.rpc.app.status()).connection.state).not.toBe('ready');
    const { request_id } = await world.rpc.chat.send({ text: 'About Open, please' });
    await world.rpc.privacy.setRule({ client_id: world.open, rule: 'never' });
    world.backend.refuseWith(101);
    await world.rpc.app.reconnect();
    const socket = await world.backend.connection(2);
    await socket.frame({ type: 'device_hello' });
    const other = await world.rpc.chat.send({ text: 'Hello' });
    await socket.frame((frame) => frame['request_id'] === other.request_id);
    expect(JSON.stringify(socket.frames)).not.toContain('About Open');
    await world.rpc.approvals.approve({ approval_id: request_id });
    expect(await socket.frame((frame) => frame['request_id'] === request_id)).toMatchObject({ message: 'About Open, please' });
  });

  test('a reason for a rejection that names one is not taken', async () => {
    const world = await openWorld();
    await startRun({ ...world, runId: 'spy' });
    const asked = { id: 'del', run_id: 'spy', action: 'delete', table: 'tasks', data: { id: world.seen.tasks[0] } };
    expect(await world.socket.call(asked)).toMatchObject({ code: 'needs_approval' });
    await expect(world.rpc.approvals.reject({ approval_id: 'del', reason: 'zqcanarynever wants it' })).rejects.toMatchObject({
      code: 'INVALID',
    });
    await world.rpc.approvals.reject({ approval_id: 'del', reason: 'Open wants it' });
    expect(await world.socket.frame({ type: 'approval_response' })).toMatchObject({ reason: 'Open wants it' });
    expect(await world.socket.call(asked)).toMatchObject({ code: 'rejected', error: 'The user rejected this: Open wants it' });
    // Nor told again, once a rule is younger than it.
    await world.rpc.privacy.setRule({ client_id: world.open, rule: 'never' });
    expect(await world.socket.call(asked)).toMatchObject({ code: 'rejected', error: expect.not.stringContaining('Open') });
    expect(world.frames().join()).not.toMatch(CANARY);
  });
});
