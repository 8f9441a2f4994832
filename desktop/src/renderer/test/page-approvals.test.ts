import { expect, test } from 'vitest';
import type { MemoryCore } from './memory-state.ts';
import { tellOfApprovals } from './memory-approvals.ts';
import { seeText, until, usePages } from './page-steps.ts';
import { approvalOf, deletionOf, warningOf } from './sample-approvals.ts';
import { answerOf } from './sample-data.ts';
import { violations } from './violations.ts';

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

test('what waits is edited before it is approved: fields, a time, a project; another row is deleted instead', async () => {
  const { page, core, faults } = await open({
    prepare: (core) =>
      waitingTurn(core, [
        {
          summary: 'Change the task “Buy milk”',
          fields: [
            { field: 'title', before: 'Buy milk', after: 'Buy oat milk' },
            { field: 'priority', before: 'low', after: 'high' },
            { field: 'dueDate', before: null, after: '2026-11-27' },
            { field: 'projectId', before: null, after: 'Taxes' },
          ],
          input: {
            title: 'Buy oat milk',
            priority: 'high',
            dueDate: Date.UTC(2026, 10, 26, 23),
            projectId: core.projects[2]?.id,
          },
        },
        deletionOf({
          summary: 'Delete the task “Buy milk”',
          table: 'tasks',
          row: { table: 'tasks', id: 'x', label: 'Buy milk' },
          hanging: [],
        }),
      ]),
  });
  await page.getByRole('button', { name: 'Tidy up' }).click();
  const card = page.getByRole('region', { name: 'Change the task “Buy milk”' });
  await card.focus();
  await page.keyboard.press('e');
  const title = card.getByRole('textbox', { name: 'Title' });
  await title.fill('');
  await card.getByRole('button', { name: 'Approve as edited' }).click();
  await card.getByText('This cannot be empty.').waitFor();
  expect(await title.evaluate((element) => element === document.activeElement)).toBe(true);
  await title.fill('Buy two oat milks');
  await card.getByLabel('Due', { exact: true }).fill('2026-11-28');
  await card.getByLabel('Due, time').fill('09:30');
  await card.getByRole('button', { name: 'Leave Priority as it is' }).click();
  await card.getByRole('button', { name: 'Project: Taxes' }).click();
  await card.getByRole('combobox', { name: 'Find a project' }).fill('brand');
  await card.getByRole('option', { name: 'Brand book, Lindqvist' }).waitFor();
  await page.keyboard.press('Enter');
  await card.getByRole('button', { name: 'Project: Brand book, Lindqvist' }).waitFor();
  await card.getByRole('button', { name: 'Approve as edited' }).click();
  await seeText(page, 'Edited and approved: Change the task “Buy milk”');
  expect(core.trust.decisions[0]?.edited).toEqual({
    title: 'Buy two oat milks',
    dueDate: Date.UTC(2026, 10, 28, 8, 30),
    projectId: core.projects[1]?.id,
  });

  const deletion = page.getByRole('region', { name: 'Delete the task “Buy milk”' });
  await deletion.getByRole('button', { name: 'Edit first…' }).click();
  await deletion.getByRole('combobox', { name: 'Find a task' }).fill('domain');
  await deletion.getByRole('option', { name: /^Renew the domain/ }).click();
  await deletion.getByRole('button', { name: 'Delete this one instead' }).click();
  const domain = core.tasks.find((task) => task.title.startsWith('Renew'));
  await until(async () => core.trust.decisions[1]?.edited, { id: domain?.id });
  await seeText(page, '“Renew the domain before the discount ends” was deleted instead');
  await page.reload();
  await seeText(page, 'Edited and approved: Change the task “Buy milk”');
  expect(faults).toEqual([]);
});

test('what was changed meanwhile is shown anew before it is done', async () => {
  const { page, core } = await open({ prepare: (core) => waitingTurn(core, [{}]) });
  await page.getByRole('button', { name: 'Tidy up' }).click();
  const card = page.getByRole('region', { name: 'Change the task “Buy milk”: title' });
  await card.waitFor();
  const approval = core.trust.approvals[0];
  if (!approval) throw new Error('Nothing waits.');
  approval.version = 2;
  approval.fields = [{ field: 'title', before: 'Buy rye bread', after: 'Buy oat milk' }];
  approval.since = [{ field: 'title', before: 'Buy milk', after: 'Buy rye bread', at: Date.now() }];
  await card.getByRole('button', { name: 'Approve' }).click();
  await card.getByRole('alert').getByText('It was changed meanwhile.').waitFor();
  await card.getByText('You changed title from “Buy milk” to “Buy rye bread”').waitFor();
  expect(core.trust.decisions).toEqual([]);
  await card.getByRole('button', { name: 'Approve' }).click();
  await seeText(page, 'Approved: Change the task “Buy milk”: title');
});

test('many of one answer are lines that open, and are decided together', async () => {
  const { page, core } = await open({
    prepare: (core) =>
      waitingTurn(
        core,
        Array.from({ length: 12 }, (_, at) => ({ summary: `Change the task “Number ${at}”: title` })),
      ),
  });
  await page.getByRole('button', { name: 'Tidy up' }).click();
  const line = page.getByRole('button', { name: /^Change the task “Number 7”/ });
  await line.click();
  const card = page.getByRole('region', { name: 'Change the task “Number 7”: title' });
  await until(() => card.evaluate((element) => element === document.activeElement), true);
  await page.keyboard.press('a');
  await seeText(page, 'Approved: Change the task “Number 7”: title');
  await page.getByRole('button', { name: 'Approve all 11' }).click();
  await seeText(page, 'Approved all 11.');
  expect(core.trust.approvals.every(({ state }) => state === 'executed')).toBe(true);
  await until(() => page.title(), 'Chat · Adiuva');
});

test('a message that names what must not leave is sent or not by the user alone', async () => {
  const { page, core } = await open({
    prepare: (core) => {
      waitingTurn(core, []);
      for (const id of ['held-1', 'held-2']) {
        core.turns
          .get('waits')
          ?.push({ request_id: id, position: core.trust.approvals.length + 1, text: id, at: Date.now(), delivery: 'held' });
        core.trust.approvals.push(
          approvalOf({
            approval_id: id,
            kind: 'message',
            action: 'chat',
            summary: `Send “${id}”`,
            fields: [],
            why: [{ code: 'privacy', sentence: 'Rows of Lindqvist never leave.' }],
          }),
        );
      }
      tellOfApprovals(core);
    },
  });
  await page.getByRole('button', { name: 'Tidy up' }).click();
  await page.getByRole('region', { name: 'Send “held-1”' }).getByRole('button', { name: 'Send anyway' }).click();
  await seeText(page, 'Sent anyway: Send “held-1”');
  await page.getByRole('region', { name: 'Send “held-2”' }).getByRole('button', { name: 'Do not send' }).click();
  await seeText(page, 'Not sent: Send “held-2”');
  expect(core.trust.approvals.map(({ state }) => state)).toEqual(['executed', 'rejected']);
});

test('two hundred that wait are in one tray, by key, with the way to each conversation; none leaves it empty', async () => {
  const { page, core, faults } = await open({
    prepare: (core) =>
      waitingTurn(
        core,
        Array.from({ length: 200 }, (_, at) => ({ summary: `Change number ${at}` })),
      ),
  });
  await until(() => page.title(), '(200) Chat · Adiuva');
  await page.getByRole('heading', { name: 'Chat' }).waitFor({ state: 'attached' });
  await page.getByRole('log', { name: 'Messages' }).evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press('g');
  await page.keyboard.press('w');
  const tray = page.getByRole('dialog', { name: '200 things wait for you' });
  await tray
    .getByRole('button', { name: /^Change number 5/ })
    .first()
    .click();
  await page.keyboard.press('a');
  const fewer = page.getByRole('dialog', { name: '199 things wait for you' });
  await fewer.getByText('Approved: Change number 5').waitFor();
  await fewer.getByRole('button', { name: /^Change number 199/ }).click();
  await fewer.getByRole('button', { name: 'Open in chat' }).click();
  await until(() => page.evaluate(() => location.hash), '#/chat/waits');
  core.trust.approvals.splice(0, core.trust.approvals.length);
  tellOfApprovals(core);
  await page.getByRole('button', { name: 'Waiting for you' }).click();
  await page.getByRole('dialog', { name: 'Waiting for you' }).getByText('Nothing waits for you').waitFor();
  expect(faults).toEqual([]);
});

test('what waits is free of what axe finds, light, dark and narrow, and fits with forty fields and long names', async () => {
  const long = 'Ω'.repeat(120);
  const prepare = (core: MemoryCore) => {
    core.trust.warnings.push(warningOf({ count: 12 }));
    waitingTurn(core, [
      deletionOf(),
      {
        summary: `Change the task “${long}”`,
        fields: Array.from({ length: 40 }, (_, at) => ({
          field: `field${at}`,
          before: `${at} ${long}`,
          after: `${at} ${long}x`,
        })),
        since: [{ field: 'title', before: long, after: 'دعوة', at: Date.now() }],
        row: { table: 'tasks', id: 'x', label: long },
      },
      {
        kind: 'backend',
        action: 'send_mail',
        summary: 'Send a mail',
        why: [{ code: 'backend', sentence: 'The backend does this itself.' }],
        fields: [],
        input: { to: 'ines@studio.test', text: long, options: { html: false } },
      },
    ]);
  };
  for (const width of [1240, 360]) {
    const { page, close } = await open({ prepare, context: { viewport: { width, height: 780 } } });
    if (width < 640) await page.getByRole('button', { name: 'Conversations' }).click();
    await page.getByRole('button', { name: 'Tidy up' }).click();
    const card = page.getByRole('region', { name: 'Delete the project “Website relaunch”' });
    await card.getByText('3 checkpoints go with it').waitFor();
    await page.getByRole('button', { name: 'Show all 40 fields' }).click();
    await card.getByRole('button', { name: 'Edit first…' }).click();
    await card.getByRole('option').first().waitFor();
    await page.getByRole('region', { name: 'Send a mail' }).getByRole('button', { name: 'Edit first…' }).click();
    await page.getByRole('textbox', { name: 'to', exact: true }).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await page.getByRole('button', { name: /^Waiting for you/ }).click();
    await page.getByRole('dialog', { name: '3 things wait for you' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await page.getByRole('dialog', { name: 'Warnings' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await close();
  }
}, 150_000);
