import type { AppRpc } from '#e2e/fixtures/rpc.ts';

/** What a freelancer might have on a Saturday morning, written through the app as by hand. */
export async function makeSampleWorkspace(rpc: AppRpc): Promise<void> {
  const acme = await rpc.clients.create({ name: 'Acme Studio', industry: 'design' });
  const nordwind = await rpc.clients.create({ name: 'Nordwind GmbH', industry: 'logistics' });
  const website = await rpc.projects.create({ name: 'Website relaunch', clientId: acme.id });
  const audit = await rpc.projects.create({ name: 'Warehouse audit', clientId: nordwind.id });
  const day = 86_400_000;
  const tomorrow = new Date(Date.now() + day).setHours(0, 0, 0, 0);
  await rpc.tasks.create({ title: 'Draft the sitemap', projectId: website.id, dueDate: tomorrow });
  await rpc.tasks.create({ title: 'Collect the photos', projectId: website.id, priority: 'low' });
  await rpc.tasks.create({
    title: 'Send the October invoice',
    projectId: website.id,
    priority: 'high',
    dueDate: tomorrow - 3 * day,
  });
  await rpc.tasks.create({ title: 'Count the pallets', projectId: audit.id, status: 'in_progress' });
}
