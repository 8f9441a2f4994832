import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFakeClock } from '#core/test/fake-clock.ts';
import { openCore } from '#core/test/open-core.ts';
import { by, openWork } from '#core/test/open-work.ts';

const historyOf = async (rpc: ReturnType<typeof openCore>['rpc'], id: string) =>
  (await rpc.activity.rowHistory({ table: 'notes', row_id: id })).items;

test('a text comes back byte for byte, whatever is in it', async () => {
  const { rpc } = openCore({});
  const { id, revision } = await rpc.notes.create({ title: 'Note', content: '' });
  const seen = { revision };
  const save = async (content: string) => {
    seen.revision = (await rpc.notes.update({ id, revision: seen.revision, updates: { content } })).revision;
    expect((await rpc.notes.get({ id })).content).toBe(content);
  };
  for (const content of [
    '---\r\ntitle: x\r\n---\r\n\r\n\tTab  \r\n\r\n',
    'a\rb\nc\r\nd\n\n',
    '<b>HTML</b> [[Wiki|link]] 👩‍👩‍👧‍👦 \u200B\u200D\uFEFF e\u0301 \u2028\u2029 \0 end ',
    'x'.repeat(900_000),
  ])
    await save(content);
  await fc.assert(fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 400 }), save), { numRuns: 40 });
  await expect(rpc.notes.update({ id, updates: { content: 'x'.repeat(900_001) } })).rejects.toMatchObject({
    code: 'BAD_REQUEST',
  });
});

test('saves that follow each other are one change; undone, the text before them is back', async () => {
  const clock = createFakeClock();
  const { rpc } = openCore({ clock });
  const { id } = await rpc.notes.create({ title: 'Note', content: 'first' });
  const save = (content: string) => rpc.notes.update({ id, updates: { content } });
  await save('first a');
  clock.advance(60_000);
  await save('first ab');
  clock.advance(59_000);
  const { revision } = await save('first abc');
  expect(revision).toBe(4);
  const [change, ...rest] = await historyOf(rpc, id);
  expect(rest).toHaveLength(1);
  expect(change?.fields).toEqual([{ field: 'content', before: 'first', after: 'first abc' }]);
  // Another field is another change; so is what comes after one, or later.
  await rpc.notes.update({ id, updates: { title: 'Renamed' } });
  await save('first abcd');
  clock.advance(121_000);
  await save('first abcde');
  expect(await historyOf(rpc, id)).toHaveLength(5);

  const [newest] = await historyOf(rpc, id);
  await rpc.activity.switch({ kind: 'undo', scope: { by: 'change', change_id: newest?.change_id ?? '' } });
  expect((await rpc.notes.get({ id })).content).toBe('first abcd');
  // What was undone stays undone, whatever is written next.
  await save('other');
  expect(await historyOf(rpc, id)).toHaveLength(6);
  await rpc.activity.switch({ kind: 'redo', scope: { by: 'change', change_id: newest?.change_id ?? '' } });
  expect((await rpc.notes.get({ id })).content).toBe('other');
});

test('a run that writes between two saves stands between them, and the rows stay what the journal says', () => {
  const { writer, clock, journal, rows, checkAll } = openWork();
  const human = { kind: 'human' } as const;
  const { id } = writer.insert({ table: 'notes', data: { title: 'Note', content: '' }, actor: human });
  const save = (content: string, actor: Parameters<typeof writer.update>[0]['actor'] = human) =>
    writer.update({ table: 'notes', id, updates: { content }, actor, joins: 1_000 });
  save('mine 1');
  save('mine 2');
  save('run', by('run-1'));
  save('mine 3');
  clock.advance(10);
  save('mine 4');
  const written = () => journal.changesOfRow({ table: 'notes', id }).map(({ after }) => after['content']);
  expect(written()).toEqual(['', 'mine 2', 'run', 'mine 4']);
  expect(rows.notes.entity(id)).toMatchObject({ content: 'mine 4', revision: 6 });
  writer.remove({ table: 'notes', id, actor: by('run-2') });
  journal.switch({ kind: 'undo', scope: { by: 'run', runId: 'run-2' } });
  // No revision comes twice: whoever saw an earlier one is told.
  expect(Number(rows.notes.entity(id)?.revision)).toBeGreaterThan(6);
  expect(checkAll().differenceCount).toBe(0);
});

test('two who write: the second is told, and nothing of either is gone', async () => {
  const { rpc } = openCore({});
  const { id, revision } = await rpc.notes.create({ title: 'Note', content: 'a' });
  await rpc.notes.update({ id, revision, updates: { content: 'theirs' } });
  await expect(rpc.notes.update({ id, revision, updates: { content: 'mine' } })).rejects.toMatchObject({ code: 'CONFLICT' });
  expect((await rpc.notes.get({ id })).content).toBe('theirs');
  await rpc.notes.remove({ id });
  await expect(rpc.notes.update({ id, updates: { content: 'late' } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('the list tells how notes begin or where the words stand, by project and order, without their texts', async () => {
  const clock = createFakeClock();
  const { rpc } = openCore({ clock });
  const project = await rpc.projects.create({ name: 'Website' });
  const write = async (title: string, content: string, projectId: string | null = null) => {
    clock.advance(1_000);
    return rpc.notes.create({ title, content, projectId });
  };
  await write('beta', `# Head\n\n- [ ] **Call** [Ada](https://x.example)\n${'filler '.repeat(300)} the zebra stands at the end`);
  await write('Alpha', '---\nkey: value\n---\n\n# Alpha\n\nSome text', project.id);
  await write('gamma', '');
  const list = (filter: object, order: 'updated' | 'title' | 'created' = 'updated', offset = 0, limit = 10) =>
    rpc.notes.list({ filter, order, offset, limit });
  const titles = async (...asked: Parameters<typeof list>) => (await list(...asked)).items.map(({ title }) => title);
  expect(await titles({})).toEqual(['gamma', 'Alpha', 'beta']);
  expect(await titles({}, 'title')).toEqual(['Alpha', 'beta', 'gamma']);
  expect(await titles({}, 'title', 1, 1)).toEqual(['beta']);
  expect(await titles({ project_id: project.id })).toEqual(['Alpha']);
  expect(await titles({ project_id: 'none' })).toEqual(['gamma', 'beta']);
  expect(await titles({ search: '"* OR (' })).toEqual([]);
  const all = await list({});
  expect(all.total).toBe(3);
  expect(all.items[1]?.excerpt).toBe('Some text');
  expect(all.items[2]?.excerpt).toMatch(/^Head Call Ada filler/);
  expect(all.items[0]).not.toHaveProperty('content');
  expect((await list({ search: 'zebr' })).items[0]?.excerpt).toContain('zebra stands');
});

test('links are found by title and by address, offered by name, and follow a new title', async () => {
  const { rpc } = openCore({});
  const task = await rpc.tasks.create({ title: 'Send the offer' });
  const offer = await rpc.notes.create({ title: 'Offer, draft (v2)', content: '' });
  const one = await rpc.notes.create({ title: 'One', content: 'See [[offer, Draft (v2)#Price|the price]] and [[Other]].' });
  await rpc.notes.create({ title: 'Two', content: `[task](#/tasks/${task.id}), [note](#/notes/${offer.id})` });
  await rpc.notes.create({ title: 'Three', content: 'Offer, draft (v2), but no link' });
  const names = async (target: { table: 'notes' | 'tasks'; id: string }) =>
    (await rpc.notes.backlinks(target)).items.map(({ title }) => title);
  expect(await names({ table: 'notes', id: offer.id })).toEqual(['One', 'Two']);
  expect(await names({ table: 'tasks', id: task.id })).toEqual(['Two']);
  expect((await rpc.notes.byTitle({ title: ' offer, draft (V2) ' })).items.map(({ id }) => id)).toEqual([offer.id]);
  const found = await rpc.notes.targets({ search: 'off', limit: 5 });
  expect(found.items).toEqual([
    { table: 'notes', id: offer.id, title: 'Offer, draft (v2)' },
    { table: 'tasks', id: task.id, title: 'Send the offer' },
  ]);

  const renamed = await rpc.notes.update({ id: offer.id, updates: { title: 'Offer' }, relink: true });
  expect(renamed.relinked).toBe(1);
  expect((await rpc.notes.get({ id: one.id })).content).toBe('See [[Offer#Price|the price]] and [[Other]].');
  expect(await names({ table: 'notes', id: offer.id })).toEqual(['One', 'Two']);
});
