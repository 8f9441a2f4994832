import { describe, expect, test } from 'vitest';
import type { Approval } from '#rpc/approvals.ts';
import { usage } from '#core/test/fake-backend.ts';
import { connectCore, startRun, type ConnectedCore } from '#core/test/open-core.ts';
import { pass, reconnected } from '#core/test/pass-time.ts';

const call = (id: string, more: object) => ({ id, run_id: 'run-1', action: 'select', table: 'tasks', ...more });
const remove = (id: string, row: string, table = 'tasks') => call(id, { action: 'delete', table, data: { id: row } });
const update = (id: string, row: string, updates: object) => call(id, { action: 'update', data: { id: row, updates } });
const insert = (id: string, title = id) => call(id, { action: 'insert', data: { title } });
const read = (id: string, more: object = {}) => call(id, { action: 'select', ...more });

async function pending({ rpc }: Pick<ConnectedCore, 'rpc'>): Promise<Approval[]> {
  return (await rpc.approvals.list({ state: 'pending', offset: 0, limit: 100 })).items;
}

async function titles({ rpc }: Pick<ConnectedCore, 'rpc'>): Promise<string[]> {
  const { items } = await rpc.tasks.list({ filter: {}, order: 'position', offset: 0, limit: 100 });
  return items.map(({ title }) => title);
}

async function withTasks(names: readonly string[], options: Parameters<typeof connectCore>[0] = {}) {
  const core = await connectCore(options);
  const ids: string[] = [];
  for (const title of names) ids.push((await core.rpc.tasks.create({ title })).id);
  await startRun(core);
  return { ...core, ids };
}

describe('a deletion', () => {
  test('waits, shows what goes with it, and is done as it was shown', async () => {
    const core = await connectCore();
    const project = await core.rpc.projects.create({ name: 'Site' });
    const task = await core.rpc.tasks.create({ title: 'Old', description: 'Long ago', projectId: project.id });
    await startRun(core);
    await core.socket.call(call('k-0', { action: 'insert', table: 'taskComments', data: { taskId: task.id, content: 'Hm' } }));
    const del = remove('d-1', task.id);
    expect(await core.socket.call(del)).toMatchObject({ code: 'needs_approval' });
    expect(await core.socket.call(del)).toMatchObject({ code: 'needs_approval' });
    expect(await titles(core)).toEqual(['Old']);
    const [approval, ...others] = await pending(core);
    expect(others).toEqual([]);
    expect(approval).toMatchObject({
      approval_id: 'd-1',
      kind: 'device',
      run_id: 'run-1',
      action: 'delete',
      table: 'tasks',
      summary: 'Delete the task “Old”',
      why: [{ code: 'delete' }],
      row: { table: 'tasks', id: task.id, label: 'Old' },
      hanging: [{ table: 'taskComments', effect: 'deleted', count: 1, labels: ['Hm'] }],
      input: { id: task.id },
      used: { calls: { used: 1, limit: 100 }, inserts: { used: 1, limit: 50 } },
      state: 'pending',
    });
    expect(approval?.fields).toContainEqual({ field: 'title', before: 'Old', after: null });
    expect(approval?.fields).toContainEqual({ field: 'projectId', before: 'Site', after: null });
    expect((await core.rpc.app.status()).pending_approvals).toBe(1);

    expect(await core.rpc.approvals.approve({ approval_id: 'd-1' })).toMatchObject({ state: 'executed' });
    expect(await core.socket.frame({ type: 'approval_response' })).toEqual({
      type: 'approval_response',
      approval_id: 'd-1',
      decision: 'approve',
    });
    expect(await titles(core)).toEqual([]);
    expect(await core.socket.call(del)).toMatchObject({ deleted: true });
    expect(await core.socket.call(del)).toMatchObject({ deleted: true });
    expect((await core.rpc.app.status()).pending_approvals).toBe(0);

    await core.rpc.activity.undo({ run_id: 'run-1' });
    expect(await titles(core)).toEqual(['Old']);
  });

  test('of a project: its checkpoints go, its tasks stay without it', async () => {
    const core = await connectCore();
    const project = await core.rpc.projects.create({ name: 'Site' });
    await core.rpc.tasks.create({ title: 'Stays', projectId: project.id });
    await startRun(core);
    const day = call('c-1', {
      action: 'insert',
      table: 'checkpoints',
      data: { projectId: project.id, title: 'Launch', date: 0 },
    });
    await core.socket.call(day);
    await core.socket.call(remove('d-1', project.id, 'projects'));
    const [approval] = await pending(core);
    expect(approval?.hanging).toEqual([
      { table: 'tasks', effect: 'detached', count: 1, labels: ['Stays'] },
      { table: 'checkpoints', effect: 'deleted', count: 1, labels: ['Launch'] },
    ]);
    await core.rpc.approvals.approve({ approval_id: 'd-1' });
    const { items } = await core.rpc.tasks.list({ filter: {}, order: 'position', offset: 0, limit: 10 });
    expect(items).toMatchObject([{ title: 'Stays', projectId: null }]);
    expect(await core.socket.call(read('s-1', { table: 'checkpoints' }))).toMatchObject({ total: 0 });
  });

  test('is refused with the user’s reason, which the backend hears too', async () => {
    const core = await withTasks(['Keep']);
    const del = remove('d-1', core.ids[0] ?? '');
    await core.socket.call(del);
    await core.rpc.approvals.reject({ approval_id: 'd-1', reason: 'I still need it' });
    expect(await core.socket.frame({ type: 'approval_response' })).toEqual({
      type: 'approval_response',
      approval_id: 'd-1',
      decision: 'reject',
      reason: 'I still need it',
    });
    expect(await core.socket.call(del)).toMatchObject({ code: 'rejected', error: expect.stringContaining('I still need it') });
    expect(await titles(core)).toEqual(['Keep']);
  });

  test('of a row that is not there is not asked about', async () => {
    const core = await withTasks([]);
    expect(await core.socket.call(remove('d-1', 'nowhere'))).toMatchObject({ code: 'not_found' });
    expect(await core.socket.call(call('d-2', { action: 'delete', data: { id: 'x', also: 1 } }))).toMatchObject({
      code: 'invalid_data',
    });
    expect(await pending(core)).toEqual([]);
  });

  test('may be edited to another row', async () => {
    const core = await withTasks(['Wrong', 'Right']);
    await core.socket.call(remove('d-1', core.ids[0] ?? ''));
    await core.rpc.approvals.approve({ approval_id: 'd-1', edited: { id: core.ids[1] } });
    expect(await core.socket.frame({ type: 'approval_response' })).toEqual({
      type: 'approval_response',
      approval_id: 'd-1',
      decision: 'edit',
    });
    expect(await titles(core)).toEqual(['Wrong']);
    const { items } = await core.rpc.approvals.list({ state: 'decided', offset: 0, limit: 1 });
    expect(items).toMatchObject([{ edited: true, summary: 'Delete the task “Right”' }]);
    expect(await core.socket.call(remove('d-1', core.ids[0] ?? ''))).toMatchObject({ deleted: true });
    expect(await titles(core)).toEqual(['Wrong']);
  });
});

test('several wait at once, and are decided in any order', async () => {
  const core = await withTasks(['A', 'B', 'C']);
  for (const [n, id] of core.ids.entries()) await core.socket.call(remove(`d-${n}`, id));
  expect((await pending(core)).map(({ approval_id }) => approval_id)).toEqual(['d-0', 'd-1', 'd-2']);
  await core.rpc.approvals.approve({ approval_id: 'd-2' });
  await core.rpc.approvals.reject({ approval_id: 'd-0' });
  expect(await core.socket.call(remove('d-1', core.ids[1] ?? ''))).toMatchObject({ code: 'needs_approval' });
  await core.rpc.approvals.approve({ approval_id: 'd-1' });
  expect(await titles(core)).toEqual(['A']);
  const answers = await Promise.all(core.ids.map((id, n) => core.socket.call(remove(`d-${n}`, id))));
  expect(answers).toMatchObject([{ code: 'rejected' }, { deleted: true }, { deleted: true }]);
});

describe('the call that runs is the one that was shown', () => {
  test('another payload, or another run, under its id is id_conflict before and after the decision', async () => {
    const core = await withTasks(['Shown', 'Other']);
    const [shown = '', other = ''] = core.ids;
    await core.socket.call(remove('d-1', shown));
    expect(await core.socket.call(remove('d-1', other))).toMatchObject({ code: 'id_conflict' });
    expect(await core.socket.call(update('d-1', shown, { title: 'x' }))).toMatchObject({ code: 'id_conflict' });
    await startRun({ ...core, runId: 'run-2', text: 'Another' });
    expect(await core.socket.call({ ...remove('d-1', shown), run_id: 'run-2' })).toMatchObject({ code: 'id_conflict' });
    await core.rpc.approvals.approve({ approval_id: 'd-1' });
    expect(await core.socket.call(remove('d-1', other))).toMatchObject({ code: 'id_conflict' });
    expect(await core.socket.call({ ...remove('d-1', shown), run_id: 'run-2' })).toMatchObject({ code: 'id_conflict' });
    await core.socket.call(remove('d-2', other));
    await core.rpc.approvals.reject({ approval_id: 'd-2' });
    expect(await core.socket.call(remove('d-2', shown))).toMatchObject({ code: 'id_conflict' });
    expect(await titles(core)).toEqual(['Other']);
  });

  test('what changed under it is shown anew before it can be approved', async () => {
    const core = await withTasks(['Before']);
    const [id = ''] = core.ids;
    await core.socket.call(remove('d-1', id));
    await core.rpc.tasks.update({ id, updates: { title: 'After' } });
    await expect(core.rpc.approvals.approve({ approval_id: 'd-1', version: 1 })).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await pending(core)).toMatchObject([{ version: 2, summary: 'Delete the task “After”', row: { label: 'After' } }]);
    await expect(core.rpc.approvals.approve({ approval_id: 'd-1', version: 1 })).rejects.toMatchObject({ code: 'CONFLICT' });
    await core.rpc.approvals.approve({ approval_id: 'd-1', version: 2 });
    expect(await titles(core)).toEqual([]);
  });

  test('what was hung on it since is shown before it goes too', async () => {
    const core = await connectCore();
    const project = await core.rpc.projects.create({ name: 'Site' });
    await startRun(core);
    await core.socket.call(remove('d-1', project.id, 'projects'));
    await core.rpc.tasks.create({ title: 'New', projectId: project.id });
    await expect(core.rpc.approvals.approve({ approval_id: 'd-1' })).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await pending(core)).toMatchObject([{ version: 2, hanging: [{ table: 'tasks', count: 1, labels: ['New'] }] }]);
    await core.rpc.approvals.approve({ approval_id: 'd-1' });
    expect((await core.rpc.projects.list({ offset: 0, limit: 10 })).total).toBe(0);
  });

  test('edited input that cannot be is refused, and it goes on waiting', async () => {
    const core = await withTasks(['A', 'B', 'C', 'D', 'E', 'F']);
    for (const [n, id] of core.ids.entries()) await core.socket.call(update(`u-${n}`, id, { title: `${n}` }));
    const asked = { approval_id: 'u-5' };
    await expect(core.rpc.approvals.approve({ ...asked, edited: { title: '' } })).rejects.toMatchObject({ code: 'INVALID' });
    await expect(core.rpc.approvals.approve({ ...asked, edited: { id: 'x' } })).rejects.toMatchObject({ code: 'INVALID' });
    await expect(core.rpc.approvals.approve({ ...asked, edited: {} })).rejects.toMatchObject({ code: 'INVALID' });
    await core.rpc.approvals.approve({ ...asked, edited: { title: 'Mine', priority: 'high' } });
    expect(await core.socket.call(update('u-5', core.ids[5] ?? '', { title: '5' }))).toMatchObject({
      row: { title: 'Mine', priority: 'high' },
    });
    expect(await titles(core)).toEqual(['0', '1', '2', '3', '4', 'Mine']);
  });
});

test('the sixth row that a run updates waits, and every further one; the same rows again do not', async () => {
  const core = await withTasks(['A', 'B', 'C', 'D', 'E', 'F', 'G']);
  for (const [n, id] of core.ids.slice(0, 5).entries())
    expect(await core.socket.call(update(`u-${n}`, id, { title: `${n}` }))).toMatchObject({ row: {} });
  expect(await core.socket.call(update('again', core.ids[0] ?? '', { title: 'again' }))).toMatchObject({ row: {} });
  const sixth = update('u-5', core.ids[5] ?? '', { title: '5' });
  expect(await core.socket.call(sixth)).toMatchObject({ code: 'needs_approval' });
  await core.close();
  const later = await connectCore({ device: core.device });
  expect(await later.socket.call(update('u-6', core.ids[6] ?? '', { title: '6' }))).toMatchObject({ code: 'needs_approval' });
  expect(await later.socket.call(update('twice', core.ids[1] ?? '', { title: 'twice' }))).toMatchObject({ row: {} });
  await later.rpc.approvals.approve({ approval_id: 'u-5' });
  expect(await later.socket.call(sixth)).toMatchObject({ row: { title: '5' } });
  expect(await later.socket.call(update('u-6', core.ids[6] ?? '', { title: '6' }))).toMatchObject({ code: 'needs_approval' });
});

describe('past a limit', () => {
  const chatLimits = { calls: 3, rows: 3, bytes: 100_000, inserts: 2, updates: 20 };

  test('a write waits; approving it raises that limit by its default', async () => {
    const core = await withTasks([], { chatLimits });
    for (const id of ['i-1', 'i-2']) await core.socket.call(insert(id));
    expect(await core.socket.call(insert('i-3'))).toMatchObject({ code: 'needs_approval' });
    expect(await pending(core)).toMatchObject([
      { summary: 'Add the task “i-3”', why: [{ code: 'limit' }], used: { inserts: { used: 2, limit: 2 }, calls: { used: 2 } } },
    ]);
    await core.rpc.approvals.approve({ approval_id: 'i-3' });
    expect(await core.socket.call(insert('i-3'))).toMatchObject({ row: { title: 'i-3' } });
    // Inserts may be 4 now; but three calls were allowed, and three were made.
    expect(await core.socket.call(insert('i-4'))).toMatchObject({ code: 'needs_approval' });
    expect(await pending(core)).toMatchObject([{ why: [{ code: 'limit' }], used: { inserts: { limit: 4 } } }]);
    await core.rpc.approvals.approve({ approval_id: 'i-4' });
    expect(await core.socket.call(read('s-1', { limit: 0 }))).toMatchObject({ total: 4 });
    expect(await titles(core)).toEqual(['i-1', 'i-2', 'i-3', 'i-4']);
  });

  test('a read waits whole, is answered once it is allowed, and counts', async () => {
    const core = await withTasks(['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'], { chatLimits });
    const big = read('s-1');
    expect(await core.socket.call(big)).toMatchObject({ code: 'needs_approval' });
    expect(await pending(core)).toMatchObject([{ action: 'select', summary: 'Read tasks', why: [{ code: 'limit' }] }]);
    await core.rpc.approvals.approve({ approval_id: 's-1' });
    expect(await core.socket.call(big)).toMatchObject({ total: 8 });
    expect(await core.socket.call(big)).toMatchObject({ total: 8 });
    // 8 of 9 rows are used, as 3 + 3 + 3 were allowed in the end.
    expect(await core.socket.call(read('s-2', { limit: 1 }))).toMatchObject({ total: 8 });
    expect(await core.socket.call(read('s-3', { limit: 1 }))).toMatchObject({ code: 'needs_approval' });
  });
});

describe('what waits', () => {
  test('is still there after a restart, is printed again, and can be decided by a line', async () => {
    const core = await withTasks(['Old']);
    await core.socket.call(remove('d-1', core.ids[0] ?? ''));
    const event = { event: 'approval', approval_id: 'd-1', action: 'delete', table: 'tasks', summary: 'Delete the task “Old”' };
    expect(core.events).toContainEqual(event);
    await core.close();
    const again = await connectCore({ device: core.device });
    expect(again.events).toContainEqual(event);
    again.core.commands.run('{"reject":"d-1","reason":"no"}');
    expect(again.events.at(-1)).toEqual({ event: 'decided', approval_id: 'd-1', state: 'rejected', reason: 'no' });
    again.core.commands.run('{"approve":"d-1"}');
    expect(again.events.at(-1)).toMatchObject({ event: 'error', message: expect.stringContaining('does not wait') });
    expect(await again.socket.call(remove('d-1', core.ids[0] ?? ''))).toMatchObject({ code: 'rejected' });
    expect(await titles(again)).toEqual(['Old']);
  });

  test('expires after the time that the user set, and an expired one cannot be approved or repeated', async () => {
    const core = await withTasks(['Old']);
    await core.rpc.trust.setSettings({ approval_hours: 2 });
    const del = remove('d-1', core.ids[0] ?? '');
    await core.socket.call(del);
    await pass({ ...core, minutes: 119 });
    expect(await pending(core)).toMatchObject([{ state: 'pending' }]);
    await pass({ ...core, minutes: 2 });
    expect(await core.socket.frame({ type: 'approval_response' })).toEqual({
      type: 'approval_response',
      approval_id: 'd-1',
      decision: 'reject',
      reason: 'expired',
    });
    expect(await pending(core)).toEqual([]);
    await expect(core.rpc.approvals.approve({ approval_id: 'd-1' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await core.socket.call(del)).toMatchObject({ code: 'rejected', error: expect.stringContaining('expired') });
    expect(await titles(core)).toEqual(['Old']);
  });

  test('keeps its run from being idle, and is closed with it', async () => {
    const core = await withTasks(['Old']);
    const del = remove('d-1', core.ids[0] ?? '');
    await core.socket.call(del);
    await pass({ ...core, minutes: 12 });
    expect(await core.socket.call(del)).toMatchObject({ code: 'needs_approval' });
    core.socket.send({ type: 'final', run_id: 'run-1', seq: 2, status: 'waiting', response: 'I wait.', usage });
    expect(await core.socket.call(del)).toMatchObject({ code: 'needs_approval' });
    core.socket.send({ type: 'final', run_id: 'run-1', seq: 3, status: 'success', response: 'Done.', usage });
    expect(await core.socket.call(del)).toMatchObject({ code: 'run_closed' });
    expect(await pending(core)).toEqual([]);
    await expect(core.rpc.approvals.approve({ approval_id: 'd-1' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await titles(core)).toEqual(['Old']);
  });

  test('is told again at a hello until the backend has acted on it', async () => {
    const core = await withTasks(['Old', 'Other']);
    await core.socket.call(remove('d-1', core.ids[0] ?? ''));
    core.socket.socket.terminate();
    await expect.poll(async () => (await core.rpc.app.status()).connection.state).toBe('waiting');
    await core.rpc.approvals.approve({ approval_id: 'd-1' });
    const next = await reconnected(core);
    expect(await next.frame({ type: 'approval_response' })).toMatchObject({ approval_id: 'd-1', decision: 'approve' });
    expect(await next.call(remove('d-1', core.ids[0] ?? ''))).toMatchObject({ deleted: true });
    expect(await titles(core)).toEqual(['Other']);
  });

  test('is not more than a user can look at', async () => {
    const core = await withTasks(['Old']);
    const answers = await Promise.all(
      Array.from({ length: 150 }, (_, n) => core.socket.call(remove(`d-${n}`, core.ids[0] ?? ''))),
    );
    const codes = answers.map(({ code }) => code);
    expect(codes.filter((code) => code === 'needs_approval')).toHaveLength(100);
    expect(codes.filter((code) => code === 'quota_exceeded')).toHaveLength(50);
    const long = 'x'.repeat(900_000);
    await startRun({ ...core, runId: 'run-2', text: 'Another' });
    await core.rpc.trust.settings();
    const big = await Promise.all(
      Array.from({ length: 80 }, (_, n) =>
        core.socket.call({ ...insert(`i-${n}`, `T${n}`), run_id: 'run-2', data: { title: 'T', description: long } }),
      ),
    );
    expect(big.filter(({ row }) => row)).toHaveLength(50);
    expect(big.filter(({ code }) => code === 'needs_approval')).toHaveLength(9);
    expect(big.filter(({ code }) => code === 'quota_exceeded')).toHaveLength(21);
  });

  test('a tool that the backend runs itself waits too, and hears the decision with its edited input', async () => {
    const core = await withTasks([]);
    const request = (approval_id: string, seq: number) => ({
      type: 'approval_request',
      run_id: 'run-1',
      seq,
      approval_id,
      tool: 'send_mail',
      input: { to: 'a@b.test' },
      reason: 'It would send a mail.',
      expires_at: core.clock.now() + 3_600_000,
    });
    core.socket.send(request('a-1', 2));
    core.socket.send(request('a-2', 3));
    await expect.poll(async () => (await pending(core)).length).toBe(2);
    expect(await pending(core)).toMatchObject([
      { kind: 'backend', action: 'send_mail', input: { to: 'a@b.test' }, why: [{ sentence: 'It would send a mail.' }] },
      {},
    ]);
    await core.rpc.approvals.approve({ approval_id: 'a-1', edited: { to: 'c@d.test' } });
    expect(await core.socket.frame({ type: 'approval_response' })).toEqual({
      type: 'approval_response',
      approval_id: 'a-1',
      decision: 'edit',
      input: { to: 'c@d.test' },
    });
    // Whether the backend heard of it cannot be known: it is told again at each hello while the run is open.
    core.socket.socket.terminate();
    await expect.poll(async () => (await core.rpc.app.status()).connection.state).toBe('waiting');
    const socket = await reconnected(core);
    expect(await socket.frame({ type: 'approval_response' })).toMatchObject({ approval_id: 'a-1', decision: 'edit' });
    await pass({ ...core, socket, minutes: 61 });
    expect(await socket.frame({ type: 'approval_response' })).toMatchObject({ approval_id: 'a-2', reason: 'expired' });
  });
});

describe('two on one row', () => {
  test('a row that the user changed after the run read it waits, with what they changed', async () => {
    const core = await withTasks(['Draft']);
    const [id = ''] = core.ids;
    await core.socket.call(read('s-1'));
    await core.rpc.tasks.update({ id, updates: { title: 'Mine', priority: 'high' } });
    expect(await core.socket.call(update('u-1', id, { title: 'Theirs' }))).toMatchObject({ code: 'needs_approval' });
    expect(await pending(core)).toMatchObject([
      {
        why: [{ code: 'conflict' }],
        fields: [{ field: 'title', before: 'Mine', after: 'Theirs' }],
        since: [
          { field: 'title', before: 'Draft', after: 'Mine' },
          { field: 'priority', before: 'medium', after: 'high' },
        ],
      },
    ]);
    // Read again, it knows; and its own writes are no conflict.
    await core.socket.call(read('s-2'));
    expect(await core.socket.call(update('u-2', id, { title: 'Agreed' }))).toMatchObject({ row: { title: 'Agreed' } });
    expect(await core.socket.call(update('u-3', id, { title: 'Again' }))).toMatchObject({ row: { title: 'Again' } });
  });

  test('a row that another run changed meanwhile: it is told, and the user is warned once', async () => {
    const core = await withTasks(['Draft']);
    const [id = ''] = core.ids;
    await core.socket.call(read('s-1'));
    await startRun({ ...core, runId: 'run-2', text: 'Another' });
    await core.socket.call({ ...update('o-1', id, { title: 'First' }), run_id: 'run-2' });
    expect(await core.socket.call(update('u-1', id, { title: 'Second' }))).toMatchObject({ code: 'conflict' });
    expect(await core.socket.call(update('u-2', id, { title: 'Second' }))).toMatchObject({ code: 'conflict' });
    expect(await titles(core)).toEqual(['First']);
    const { items, open } = await core.rpc.trust.warnings({ offset: 0, limit: 10 });
    expect(items).toMatchObject([{ kind: 'conflict', count: 2, row: { table: 'tasks', id, label: 'First' } }]);
    expect(open).toBe(1);
    await core.socket.call(read('s-2'));
    expect(await core.socket.call(update('u-3', id, { title: 'Second' }))).toMatchObject({ row: { title: 'Second' } });
    await core.rpc.trust.dismissWarnings();
    expect((await core.rpc.app.status()).open_warnings).toBe(0);
  });
});
