import { expect, test } from 'vitest';
import { createFakeClock } from '#core/test/fake-clock.ts';
import { openCore } from '#core/test/open-core.ts';

const HOUR = 3_600_000;

test('today tells what is due, overdue, waited for, next and done, and nothing that is over or far', async () => {
  const clock = createFakeClock();
  const { rpc } = openCore({ clock });
  const midnight = new Date(new Date(clock.now()).setHours(0, 0, 0, 0)).getTime();
  const day = (days: number): number => {
    const at = new Date(midnight);
    at.setDate(at.getDate() + days);
    return at.getTime();
  };
  const client = await rpc.clients.create({ name: 'Hotel Aurora' });
  const project = await rpc.projects.create({ name: 'Website', clientId: client.id });
  const old = await rpc.projects.create({ name: 'Old' });
  await rpc.projects.update({ id: old.id, updates: { status: 'archived' } });
  const make = (title: string, more: object = {}) => rpc.tasks.create({ title, ...more });
  await make('Late', { dueDate: day(-3), projectId: project.id });
  await make('Later', { dueDate: day(-1) });
  await make('Noon', { dueDate: day(0) + 12 * HOUR });
  await make('Some time today', { dueDate: day(0) });
  await make('Tomorrow', { dueDate: day(1) });
  await make('Signature', { owedBy: 'theirs', projectId: project.id });
  clock.advance(1_000);
  await make('Logo', { owedBy: 'theirs' });
  const done = await make('Done and due', { dueDate: day(0) });
  await rpc.tasks.update({ id: done.id, updates: { status: 'done' } });
  for (const days of [0, 14, 15, -1])
    await rpc.checkpoints.create({ projectId: project.id, title: `In ${days} days`, date: day(days) });
  await rpc.checkpoints.create({ projectId: old.id, title: 'Of an archived project', date: day(2) });

  const titles = ({ items }: { items: { title: string }[] }) => items.map(({ title }) => title);
  const read = await rpc.today.read();
  expect(titles(read.overdue)).toEqual(['Late', 'Later']);
  expect(read.overdue.items[0]).toMatchObject({ project_name: 'Website', client_name: 'Hotel Aurora' });
  expect(titles(read.due)).toEqual(['Some time today', 'Noon']);
  expect(titles(read.waiting)).toEqual(['Signature', 'Logo']);
  expect(titles(read.checkpoints)).toEqual(['In 0 days', 'In 14 days']);
  expect(titles(read.done)).toEqual(['Done and due']);
  clock.advance(24 * HOUR);
  expect(titles((await rpc.today.read()).due)).toEqual(['Tomorrow']);
});

test('a line is understood in the device’s zone, and writes nothing', async () => {
  const clock = createFakeClock();
  const { rpc } = openCore({ clock });
  const project = await rpc.projects.create({ name: 'Website' });
  const understood = await rpc.today.capture({ text: 'Send the offer for the Website tomorrow at 15:00' });
  const at = new Date(understood.due?.at ?? 0);
  const tomorrow = new Date(clock.now());
  tomorrow.setDate(tomorrow.getDate() + 1);
  expect([at.getDate(), at.getHours(), at.getMinutes()]).toEqual([tomorrow.getDate(), 15, 0]);
  expect(understood).toMatchObject({ title: 'Send the offer', projects: { items: [{ id: project.id }] } });
  expect(await rpc.today.capture({ text: 'Send the offer tomorrow', ignore: ['due'] })).toMatchObject({
    title: 'Send the offer tomorrow',
  });
  // What is over is no day to do something.
  expect((await rpc.today.capture({ text: 'Notes of yesterday' })).due).toBeUndefined();
  expect((await rpc.tasks.list({ filter: {}, order: 'created', offset: 0, limit: 9 })).total).toBe(0);
});
