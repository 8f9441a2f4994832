import type { TaskStatus } from '@adiuva/shared-protocol';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openCore } from '#core/test/open-core.ts';

async function column(rpc: ReturnType<typeof openCore>['rpc'], status: TaskStatus): Promise<string[]> {
  const { items } = await rpc.tasks.list({ filter: { status }, order: 'position', offset: 0, limit: 500 });
  return items.map(({ title }) => title);
}

test('many tasks are changed and deleted in one act, which one undo takes back and one redo does again', async () => {
  const { rpc } = openCore({});
  const project = await rpc.projects.create({ name: 'Website' });
  const ids: string[] = [];
  for (let n = 0; n < 40; n += 1) ids.push((await rpc.tasks.create({ title: `Task ${n}` })).id);
  const [first = '', second = '', ...others] = ids;
  await rpc.comments.create({ taskId: second, content: 'Goes and comes with it' });
  await rpc.tasks.remove({ id: first });
  const updates = { status: 'done', priority: 'high', projectId: project.id, assignee: ['Anna'] } as const;
  const changed = await rpc.tasks.updateMany({ ids: [...ids, second], updates: { ...updates, assignee: ['Anna'] } });
  expect(changed).toMatchObject({ rows: 39, left: 1 });
  expect(changed.change_ids).toHaveLength(39);
  expect((await rpc.tasks.get({ id: second })).completedAt).not.toBeNull();

  const removed = await rpc.tasks.removeMany({ ids: [second, ...others] });
  expect(removed).toMatchObject({ rows: 39, left: 0 });
  expect((await rpc.tasks.ids({ filter: {}, order: 'position' })).total).toBe(0);
  const undo = (change_ids: string[]) => rpc.activity.switch({ kind: 'undo', scope: { by: 'changes', change_ids } });
  expect(await undo(removed.change_ids)).toMatchObject({ changes: 39, kept: [], conflicts: [] });
  expect((await rpc.comments.list({ task_id: second, offset: 0, limit: 9 })).total).toBe(1);
  expect(await undo(changed.change_ids)).toMatchObject({ changes: 39, kept: [], conflicts: [] });
  expect(await rpc.tasks.get({ id: second })).toMatchObject({
    status: 'todo',
    priority: 'medium',
    projectId: null,
    completedAt: null,
  });
  const redo = { kind: 'redo', scope: { by: 'changes', change_ids: changed.change_ids } } as const;
  expect(await rpc.activity.switch(redo)).toMatchObject({ changes: 39 });
  expect((await rpc.tasks.ids({ filter: { status: 'done', assignee: 'anna' }, order: 'due' })).total).toBe(39);
  expect((await rpc.activity.switches({ offset: 0, limit: 1 })).items[0]?.scope).toEqual({ by: 'changes' });
});

test('an act that cannot be done for one is done for none', async () => {
  const { rpc } = openCore({});
  const one = await rpc.tasks.create({ title: 'One' });
  await expect(rpc.tasks.updateMany({ ids: [one.id], updates: { projectId: 'nowhere' } })).rejects.toMatchObject({
    code: 'INVALID',
  });
  await expect(rpc.tasks.updateMany({ ids: [one.id], updates: {} })).rejects.toMatchObject({ code: 'INVALID' });
  await expect(rpc.tasks.updateMany({ ids: [], updates: { status: 'done' } })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  expect(await rpc.tasks.get({ id: one.id })).toMatchObject({ revision: 1 });
});

test('filters by client and those below it, by who is assigned and who owes', async () => {
  const { rpc } = openCore({});
  const above = await rpc.clients.create({ name: 'Group' });
  const below = await rpc.clients.create({ name: 'Daughter', parentId: above.id });
  const project = await rpc.projects.create({ name: 'Website', clientId: below.id });
  await rpc.tasks.create({ title: 'Theirs', projectId: project.id, owedBy: 'theirs', assignee: ['Anna', 'bob'] });
  await rpc.tasks.create({ title: 'Mine', assignee: ['Bob'] });
  const titles = async (filter: object) => {
    const { items, total } = await rpc.tasks.list({ filter, order: 'title', offset: 0, limit: 9 });
    expect(total).toBe(items.length);
    return items.map(({ title }) => title);
  };
  expect(await titles({ client_id: above.id })).toEqual(['Theirs']);
  expect(await titles({ client_id: below.id, owed_by: 'mine' })).toEqual([]);
  expect(await titles({ assignee: 'BOB' })).toEqual(['Mine', 'Theirs']);
  expect(await titles({ owed_by: 'theirs' })).toEqual(['Theirs']);
  expect((await rpc.tasks.assignees()).names.map((name) => name.toLowerCase())).toEqual(['bob', 'anna']);
});

test('a card stands where it was put, however often it is put between the same two', { timeout: 60_000 }, async () => {
  const { rpc } = openCore({});
  const ids: string[] = [];
  for (let n = 0; n < 8; n += 1) ids.push((await rpc.tasks.create({ title: `T${n}` })).id);
  const titleOf = new Map(ids.map((id, n) => [id, `T${n}`]));
  let model = [...titleOf.values()];
  // A gap halves with each of these, until none is left.
  for (let n = 0; n < 70; n += 1) {
    const moved = n % 2 === 0 ? 2 : 3;
    await rpc.tasks.move({ id: ids[moved] ?? '', status: 'todo', after_id: ids[0] ?? null });
    model = model.filter((title) => title !== `T${moved}`);
    model.splice(model.indexOf('T0') + 1, 0, `T${moved}`);
  }
  expect(await column(rpc, 'todo')).toEqual(model);

  const step = fc.record({ pick: fc.nat(7), after: fc.option(fc.nat(7)), status: fc.constantFrom('todo', 'done') });
  const board = new Map<TaskStatus, string[]>([
    ['todo', model],
    ['done', []],
  ]);
  for (const { pick, after, status } of fc.sample(step, { numRuns: 150, seed: 5 })) {
    const id = ids[pick] ?? '';
    const title = titleOf.get(id) ?? '';
    const afterId = after === null ? null : (ids[after] ?? null);
    const above = afterId === null ? undefined : titleOf.get(afterId);
    const isThere = above === undefined || (above !== title && (board.get(status)?.includes(above) ?? false));
    const move = rpc.tasks.move({ id, status, after_id: afterId });
    if (!isThere) {
      await expect(move).rejects.toMatchObject({ code: 'NOT_FOUND' });
      continue;
    }
    await move;
    for (const [key, titles] of board)
      board.set(
        key,
        titles.filter((each) => each !== title),
      );
    const into = board.get(status) ?? [];
    into.splice(above === undefined ? 0 : into.indexOf(above) + 1, 0, title);
  }
  expect([await column(rpc, 'todo'), await column(rpc, 'done')]).toEqual([board.get('todo'), board.get('done')]);
});

test('a comment is the user’s to change only where they wrote it', async () => {
  const { rpc } = openCore({});
  const task = await rpc.tasks.create({ title: 'One' });
  const mine = await rpc.comments.create({ taskId: task.id, content: 'First' });
  const changed = await rpc.comments.update({ id: mine.id, revision: 1, content: 'Second' });
  expect(changed).toMatchObject({ content: 'Second', author: 'me', revision: 2 });
  await expect(rpc.comments.update({ id: mine.id, revision: 1, content: 'Third' })).rejects.toMatchObject({ code: 'CONFLICT' });
  await expect(rpc.comments.create({ taskId: 'nowhere', content: 'x' })).rejects.toMatchObject({ code: 'INVALID' });
  const removed = await rpc.comments.remove({ id: mine.id });
  await rpc.activity.switch({ kind: 'undo', scope: { by: 'changes', change_ids: removed.change_ids } });
  expect((await rpc.comments.list({ task_id: task.id, offset: 0, limit: 9 })).items.map(({ content }) => content)).toEqual([
    'Second',
  ]);
});
