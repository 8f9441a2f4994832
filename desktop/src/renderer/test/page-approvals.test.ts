import { expect, test } from 'vitest';
import type { MemoryCore } from './memory-state.ts';
import { tellOfApprovals } from './memory-approvals.ts';
import { seeText, until, usePages } from './page-steps.ts';
import { approvalOf, deletionOf } from './sample-approvals.ts';
import { answerOf } from './sample-data.ts';

const open = usePages();

/** A conversation whose answer waits for these. */
function waitingTurn(core: MemoryCore, approvals: Parameters<typeof approvalOf>[0][]): void {
  core.sessions.push({ id: 'waits', title: 'Tidy up', created_at: 0, last_activity_at: Date.now(), running: true });
  core.turns.set('waits', [
    {
      request_id: 'request-waits',
      position: 0,
      text: 'Tidy up the website project',
      at: Date.now(),
      delivery: 'accepted',
      answer: { ...answerOf('I would like to do this:', { run_id: 'run-waits', status: 'waiting' }) },
    },
  ]);
  core.trust.approvals.push(
    ...approvals.map((one, at) =>
      approvalOf({ run_id: 'run-waits', session_id: 'waits', created_at: Date.now() - 60_000 + at, ...one }),
    ),
  );
  tellOfApprovals(core);
}

test('what waits is shown where it was asked: what, why, what hangs on it; one is approved, one rejected with a reason', async () => {
  const deletion = deletionOf();
  const { page, core, faults } = await open({
    prepare: (core) => waitingTurn(core, [deletion, approvalOf({ summary: 'Change the task “Buy milk”: title' })]),
  });
  await page.getByRole('button', { name: 'Tidy up' }).click();
  const card = page.getByRole('region', { name: 'Delete the project “Website relaunch”' });
  await card.getByText('A project is deleted only when you say so.').waitFor();
  await card.getByText('3 checkpoints go with it').waitFor();
  await card.getByText('12 tasks stay without a project').waitFor();
  await card.getByText('Expires in 3 days').waitFor();
  await page.getByRole('button', { name: 'Approve all 2' }).waitFor();
  await card.getByRole('button', { name: 'Approve' }).click();
  await page.getByText('Approved: Delete the project “Website relaunch”').first().waitFor();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Approved: Delete the project');

  const other = page.getByRole('region', { name: 'Change the task “Buy milk”: title' });
  await other.focus();
  await page.keyboard.press('r');
  await page.keyboard.type('I like it as it is');
  await page.keyboard.press('Enter');
  await seeText(page, 'Rejected: Change the task “Buy milk”: title');
  expect(core.trust.decisions).toEqual([
    { approval_id: deletion.approval_id, edited: undefined },
    { approval_id: core.trust.approvals[1]?.approval_id, reason: 'I like it as it is' },
  ]);
  await page.reload();
  await seeText(page, 'Rejected: Change the task “Buy milk”: title');
  await seeText(page, 'I like it as it is');
  await until(() => page.getByRole('button', { name: 'Approve' }).count(), 0);
  expect(faults).toEqual([]);
});
