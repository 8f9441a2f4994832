import type { AppRpc } from '#e2e/fixtures/rpc.ts';

const DAY = 86_400_000;

/** A day with much in it: overdue, due, waited for and done, with titles as long as people write them. */
export async function makeBusyDay(rpc: AppRpc): Promise<void> {
  const today = new Date().setHours(0, 0, 0, 0);
  const { items: projects } = await rpc.projects.list({ offset: 0, limit: 10 });
  const projectId = projects[0]?.id;
  const of = projectId === undefined ? {} : { projectId };
  await rpc.tasks.create({
    title: 'Rückmeldung zur Haftpflichtversicherungsbestätigung und zum Auftragsverarbeitungsvertrag einholen',
    ...of,
    dueDate: today - 9 * DAY,
  });
  await rpc.tasks.create({
    title: 'Preparare il preventivo per la ristrutturazione del sito dell’Associazione Culturale',
    dueDate: today,
    priority: 'high',
  });
  await rpc.tasks.create({
    title: 'Review the copy of the landing page',
    ...of,
    dueDate: today + 15 * 3_600_000,
    assignee: ['Anna'],
  });
  await rpc.tasks.create({ title: 'Back up the photos', dueDate: today, priority: 'low' });
  for (const title of ['Signed contract', 'Access to the old web host', 'Freigabe der Farbwelt durch die Geschäftsführung'])
    await rpc.tasks.create({ title, ...of, owedBy: 'theirs' });
  const done = await rpc.tasks.create({ title: 'Answer the inquiry of Studio Rossi' });
  await rpc.tasks.update({ id: done.id, updates: { status: 'done' } });
  if (projectId === undefined) return;
  await rpc.checkpoints.create({ projectId, title: 'First draft to the client', date: today + 3 * DAY });
  await rpc.checkpoints.create({ projectId, title: 'Launch', date: today + 12 * DAY });
}
