import type { AppRpc } from '#e2e/fixtures/rpc.ts';

const DAY = 86_400_000;

const callNote = `# Call with Jana

Same price as last year, see [[Hourly rates]]. She wants to see a **first draft** before Christmas.

- [x] send the minutes
- [ ] ask Tom for the old photos
- [ ] quote for the shop

> “Make it calm. Our clients are tired people.”

| Part | Hours |
|---|---|
| Sitemap | 6 |
| Templates | 24 |

The old site is at [acme.example](https://acme.example/archive).
`;

/** What a freelancer keeps beside tasks: clients under clients, days to reach something by, and notes. */
export async function makeSamplePlaces(rpc: AppRpc): Promise<{ projectId: string; clientId: string; noteId: string }> {
  const { items: clients } = await rpc.clients.list({ search: 'Acme Studio', offset: 0, limit: 1 });
  const { items: projects } = await rpc.projects.list({ search: 'Website relaunch', offset: 0, limit: 1 });
  const [acme] = clients;
  const [website] = projects;
  if (!acme || !website) throw new Error('The sample workspace is made first.');
  const midnight = new Date().setHours(0, 0, 0, 0);
  const labs = await rpc.clients.create({ name: 'Acme Labs', parentId: acme.id, industry: 'research' });
  const lindqvist = await rpc.clients.create({ name: 'Lindqvist & Daughters', industry: 'printing' });
  await rpc.projects.create({ name: 'Lab notebook', clientId: labs.id });
  await rpc.projects.create({ name: 'Brand book', clientId: lindqvist.id });
  await rpc.projects.create({ name: 'Autumn catalogue 2025', clientId: lindqvist.id, status: 'archived' });
  await rpc.projects.create({ name: 'Taxes' });
  await rpc.projects.update({
    id: website.id,
    updates: { aiSummary: 'A calm new site for Acme, with a small shop. Jana decides, Tom has the photos.' },
  });
  const checkpoints: readonly [string, number][] = [
    ['Kick-off', -24],
    ['Sitemap agreed', -3],
    ['First draft', 12],
    ['Templates done', 30],
    ['Launch', 61],
  ];
  for (const [title, days] of checkpoints)
    await rpc.checkpoints.create({
      projectId: website.id,
      title,
      date: new Date(midnight + days * DAY + DAY / 2).setHours(0, 0, 0, 0),
    });
  await rpc.tasks.create({
    title: 'The old photos, from Tom',
    projectId: website.id,
    owedBy: 'theirs',
    dueDate: new Date(midnight + 5 * DAY + DAY / 2).setHours(0, 0, 0, 0),
  });
  await rpc.notes.create({
    title: 'Hourly rates',
    content: 'Ninety-five euros an hour for design, seventy for everything else.',
  });
  await rpc.notes.create({ title: 'Ideas for the newsletter', content: '- what a colour costs\n- how to brief a printer\n' });
  await rpc.notes.create({
    title: 'Printer: paper and delivery',
    content: 'Two weeks for the uncoated stock, four in December.',
  });
  const call = await rpc.notes.create({ title: 'Call with Jana', content: callNote, projectId: website.id });
  return { projectId: website.id, clientId: acme.id, noteId: call.id };
}
