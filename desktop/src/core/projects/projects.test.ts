import { expect, test } from 'vitest';
import { createFakeClock } from '#core/test/fake-clock.ts';
import { openCore } from '#core/test/open-core.ts';

const DAY = 86_400_000;

test('the tree has every client and project by name, with what is open in each', async () => {
  const { rpc } = openCore({});
  const group = await rpc.clients.create({ name: 'group' });
  const acme = await rpc.clients.create({ name: 'Acme', parentId: group.id });
  const site = await rpc.projects.create({ name: 'Site', clientId: acme.id });
  const old = await rpc.projects.create({ name: 'old', status: 'archived' });
  for (const status of ['todo', 'in_progress', 'done'] as const)
    await rpc.tasks.create({ title: status, status, projectId: site.id });
  await rpc.tasks.create({ title: 'elsewhere' });
  expect(await rpc.projects.tree()).toEqual({
    clients: [
      { id: acme.id, parent_id: group.id, name: 'Acme' },
      { id: group.id, parent_id: null, name: 'group' },
    ],
    projects: [
      { id: old.id, client_id: null, name: 'old', status: 'archived', open: 0 },
      { id: site.id, client_id: acme.id, name: 'Site', status: 'active', open: 2 },
    ],
  });
});

test('a project tells what hangs on it; it moves, is archived, and deleted only as it was seen', async () => {
  const clock = createFakeClock();
  const { rpc } = openCore({ clock });
  const acme = await rpc.clients.create({ name: 'Acme' });
  const { id, revision } = await rpc.projects.create({ name: 'Site', clientId: acme.id });
  await rpc.tasks.create({ title: 'late', projectId: id, dueDate: clock.now() - 2 * DAY });
  await rpc.tasks.create({ title: 'done late', projectId: id, status: 'done', dueDate: clock.now() - 2 * DAY });
  await rpc.notes.create({ title: 'note', content: '', projectId: id });
  await rpc.checkpoints.create({ title: 'launch', projectId: id, date: clock.now() + DAY });
  expect(await rpc.projects.overview({ id })).toMatchObject({
    project: { id, name: 'Site' },
    client_name: 'Acme',
    open_tasks: 1,
    done_tasks: 1,
    overdue_tasks: 1,
    notes: 1,
    checkpoints: 1,
  });
  const moved = await rpc.projects.update({ id, revision, updates: { clientId: null, status: 'archived' } });
  expect((await rpc.projects.list({ client_id: acme.id, include_archived: true, offset: 0, limit: 5 })).total).toBe(0);
  await expect(rpc.projects.remove({ id, revision })).rejects.toMatchObject({ code: 'CONFLICT' });
  await rpc.projects.remove({ id, revision: moved.revision });
  await expect(rpc.projects.overview({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('a client tells its work and that of those below it, its rule, and what it owes', async () => {
  const { rpc } = openCore({});
  const group = await rpc.clients.create({ name: 'Group', industry: 'shipping' });
  const acme = await rpc.clients.create({ name: 'Acme', parentId: group.id });
  const site = await rpc.projects.create({ name: 'Site', clientId: acme.id });
  await rpc.projects.create({ name: 'Own', clientId: group.id });
  await rpc.tasks.create({ title: 'mine', projectId: site.id });
  const owed = await rpc.tasks.create({ title: 'their photos', projectId: site.id, owedBy: 'theirs' });
  await rpc.tasks.create({ title: 'came', projectId: site.id, owedBy: 'theirs', status: 'done' });
  await rpc.privacy.setRule({ client_id: group.id, rule: 'never' });
  expect(await rpc.clients.overview({ id: group.id })).toMatchObject({
    client: { name: 'Group', industry: 'shipping' },
    rule: { rule: 'never' },
    projects: 1,
    sub_clients: 1,
    open_tasks: 2,
    owed: { items: [{ id: owed.id }], total: 1 },
  });
  expect((await rpc.clients.overview({ id: acme.id })).rule).toMatchObject({
    rule: 'none',
    inherited: { rule: 'never', from: 'Group' },
  });
  await expect(rpc.clients.update({ id: group.id, updates: { parentId: acme.id } })).rejects.toMatchObject({ code: 'INVALID' });
  await rpc.clients.remove({ id: group.id, revision: group.revision });
  expect((await rpc.clients.overview({ id: acme.id })).client.parentId).toBeNull();
  await expect(rpc.clients.overview({ id: group.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('checkpoints come by date; the next ones are those of active projects; each is changed as it was seen', async () => {
  const clock = createFakeClock();
  const { rpc } = openCore({ clock });
  const site = await rpc.projects.create({ name: 'Site' });
  const old = await rpc.projects.create({ name: 'Old', status: 'archived' });
  const make = (title: string, days: number, projectId = site.id) =>
    rpc.checkpoints.create({ title, projectId, date: clock.now() + days * DAY });
  const launch = await make('launch', 5);
  await make('kickoff', -5);
  await make('review', 2);
  await make('never mind', 3, old.id);
  const titles = async (asked: { project_id?: string; from?: number }) =>
    (await rpc.checkpoints.list({ ...asked, offset: 0, limit: 10 })).items.map(({ title }) => title);
  expect(await titles({ project_id: site.id })).toEqual(['kickoff', 'review', 'launch']);
  expect(await titles({ from: clock.now() })).toEqual(['review', 'launch']);
  expect(await titles({ project_id: old.id })).toEqual(['never mind']);

  const { id, revision } = launch;
  const moved = await rpc.checkpoints.update({ id, revision, updates: { date: clock.now() + DAY } });
  expect(await titles({ from: clock.now() })).toEqual(['launch', 'review']);
  await expect(rpc.checkpoints.update({ id, revision, updates: { title: 'x' } })).rejects.toMatchObject({ code: 'CONFLICT' });
  await rpc.checkpoints.remove({ id, revision: moved.revision });
  const [deletion] = (await rpc.activity.rowHistory({ table: 'checkpoints', row_id: id })).items;
  await rpc.activity.switch({ kind: 'undo', scope: { by: 'change', change_id: deletion?.change_id ?? '' } });
  expect(await titles({ project_id: site.id })).toEqual(['kickoff', 'launch', 'review']);
  await expect(rpc.checkpoints.create({ title: 'x', projectId: 'gone', date: 1 })).rejects.toMatchObject({ code: 'INVALID' });
});
