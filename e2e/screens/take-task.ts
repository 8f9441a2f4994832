import type { Page } from 'playwright';
import type { AppRpc } from '#e2e/fixtures/rpc.ts';

/** The picture of one task beside the list, with what was said about it and what became of it. */
export async function takeTask({ page, rpc, take }: { page: Page; rpc: AppRpc; take: () => Promise<void> }): Promise<void> {
  const { items } = await rpc.tasks.list({ filter: { search: 'sitemap' }, order: 'position', offset: 0, limit: 1 });
  const [task] = items;
  if (!task) throw new Error('The sample workspace is made first.');
  await rpc.tasks.update({ id: task.id, updates: { status: 'in_progress', assignee: ['Anna'] } });
  await rpc.tasks.update({
    id: task.id,
    updates: { priority: 'high', description: 'Two levels at most. The shop stands apart, and the journal goes.' },
  });
  await rpc.comments.create({ taskId: task.id, content: 'Jana wants “Work” before “About”.' });
  await rpc.comments.create({ taskId: task.id, content: 'First version is in the shared folder; the shop is still open.' });
  await page.goto(new URL(`#/tasks/${task.id}`, page.url()).href);
  const details = page.getByRole('complementary', { name: 'Task details' });
  await details.getByText('Jana wants').waitFor();
  await details.getByRole('button', { name: 'History' }).click();
  await details.getByRole('button', { name: 'History' }).scrollIntoViewIfNeeded();
  await page.waitForTimeout(700);
  await take();
  await page.getByRole('button', { name: 'Close details' }).click();
}
