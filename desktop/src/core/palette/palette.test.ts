import { expect, test } from 'vitest';
import { openCore } from '#core/test/open-core.ts';

test('everything that the user keeps is found by the beginnings of its words, the nearest name first', async () => {
  const { rpc } = openCore({});
  const client = await rpc.clients.create({ name: 'Hotel Aurora' });
  const project = await rpc.projects.create({ name: 'Aurora Website', clientId: client.id });
  await rpc.tasks.create({ title: 'Call', description: 'about Aurora' });
  const done = await rpc.tasks.create({ title: 'Aurora invoice', projectId: project.id });
  await rpc.tasks.update({ id: done.id, updates: { status: 'done' } });
  await rpc.tasks.create({ title: 'Aurora offer', projectId: project.id });
  const launch = await rpc.checkpoints.create({ projectId: project.id, title: 'Launch of Aurora', date: 1_790_000_000_000 });
  await rpc.notes.create({ title: 'Meeting', content: 'Aurora wants a Müsli bar' });
  await rpc.chat.send({ text: 'What is open for Aurora?' });
  const find = async (text: string, limit = 5) =>
    (await rpc.palette.everything({ text, limit })).items.map(({ kind, title }) => `${kind}: ${title}`);
  expect(await find('auro')).toEqual([
    'task: Aurora offer',
    'task: Aurora invoice',
    'task: Call',
    'project: Aurora Website',
    'client: Hotel Aurora',
    'checkpoint: Launch of Aurora',
    'note: Meeting',
    'conversation: What is open for Aurora?',
  ]);
  expect(await find('web aurora')).toEqual(['project: Aurora Website']);
  expect(await find('musli')).toEqual(['note: Meeting']);
  expect(await find('aurora', 1)).toContain('task: Aurora offer');
  expect([await find('" OR *'), await find('  '), await find('zzz')]).toEqual([[], [], []]);
  const [offer] = (await rpc.palette.everything({ text: 'offer', limit: 5 })).items;
  expect(offer).toMatchObject({ detail: 'Aurora Website', past: false });
  expect((await rpc.palette.everything({ text: 'launch', limit: 5 })).items).toEqual([
    { kind: 'checkpoint', id: launch.id, title: 'Launch of Aurora', detail: 'Aurora Website', past: false },
  ]);
  expect(await rpc.checkpoints.get({ id: launch.id })).toMatchObject({ projectId: project.id, title: 'Launch of Aurora' });
  await rpc.checkpoints.remove({ id: launch.id });
  expect(await find('launch')).toEqual([]);
  await expect(rpc.checkpoints.get({ id: launch.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
