import { expect, test } from 'vitest';
import { tellOfApprovals } from './memory-approvals.ts';
import { goTo, seeText, until, usePages } from './page-steps.ts';
import { warningOf } from './sample-approvals.ts';

const open = usePages();

test('warnings are one calm line, open to a list with both sides of a conflict, and are dismissed', async () => {
  const { page, core, faults } = await open({
    prepare: (core) => {
      const row = { table: 'tasks' as const, id: core.tasks[0]?.id ?? '', label: 'Buy milk' };
      core.trust.warnings.push(
        warningOf({ count: 12 }),
        warningOf({ kind: 'conflict', sentence: 'Two wrote the task “Buy milk” at once.', row }),
      );
      const change = { table: 'tasks' as const, row_id: row.id, label: 'Buy milk', kind: 'update' as const, active: true };
      core.journal.history.push(
        { ...change, change_id: 'c1', actor: 'run', at: 1, fields: [{ field: 'title', before: 'Milk', after: 'Buy oat milk' }] },
        {
          ...change,
          change_id: 'c2',
          actor: 'human',
          at: 2,
          fields: [{ field: 'title', before: 'Milk', after: 'Buy rye milk' }],
        },
      );
      tellOfApprovals(core);
    },
  });
  await seeText(page, 'The backend asked for 12 things it may not. Nothing was done.');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  const list = page.getByRole('dialog', { name: 'Warnings' });
  await list.getByText('12 times').waitFor();
  await list.getByRole('button', { name: 'Show both sides' }).click();
  await list.getByText('Buy oat milk').waitFor();
  await list.getByText('Buy rye milk').waitFor();
  await list.getByRole('button', { name: 'Dismiss all' }).click();
  await until(() => page.getByText('The backend asked for 12 things').count(), 0);
  expect(core.trust.warnings.every(({ dismissed }) => dismissed)).toBe(true);
  expect(faults).toEqual([]);
});

test('a day, a moment and a single change are taken back; what stayed is shown with why, and with both values', async () => {
  const { page, core, faults } = await open();
  core.journal.kept.push({ table: 'tasks', row_id: 'k', label: 'Buy milk', reason: 'you changed its title since' });
  core.journal.conflicts.push({
    table: 'tasks',
    row_id: 'k2',
    label: 'Draft the sitemap',
    field: 'priority',
    kept: 'high',
    would_be: 'low',
    by: 'human',
  });
  await goTo(page, 'Activity');
  await page.getByRole('heading', { name: 'Today', exact: true }).waitFor();
  await page.getByRole('button', { name: 'Undo what assistants did today' }).click();
  await seeText(page, '“Buy milk”: you changed its title since');
  await seeText(page, '“Draft the sitemap”, priority: “High” stays (your later change); the undo would have made it “Low”');
  await page.getByRole('region', { name: 'Notices' }).getByRole('button', { name: 'Redo' }).click();
  await until(async () => core.journal.asked.map(({ kind, scope }) => `${kind} ${scope.by}`), ['undo day', 'undo switch']);
  core.journal.kept.length = 0;
  core.journal.conflicts.length = 0;

  await page.getByRole('button', { name: 'Undo this change of “Collect photos from the client”' }).click();
  await until(async () => core.journal.asked.at(-1)?.scope.by, 'change');
  await page.getByRole('button', { name: 'Take back…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Take back' });
  await dialog.getByLabel('Day', { exact: true }).fill('2026-01-02');
  await dialog.getByLabel('Time', { exact: true }).fill('14:30');
  await dialog.getByRole('button', { name: 'Undo it' }).click();
  await until(async () => core.journal.asked.at(-1), {
    kind: 'undo',
    scope: { by: 'since', at: Date.UTC(2026, 0, 2, 13, 30) },
  });
  await dialog.getByText(/^Undid what assistants did since Fri 2 Jan 14:30/).waitFor();
  await dialog.getByRole('button', { name: /^Take back: undo of what assistants did since/ }).click();
  await until(async () => core.journal.asked.at(-1)?.scope.by, 'switch');
  expect(faults).toEqual([]);
});

test('a task is deleted by key and brought back; its history is shown; text of unknown hands is trusted by the user alone', async () => {
  const { page, core, faults } = await open({
    prepare: (core) => {
      const task = core.tasks.find(({ title }) => title === 'Buy milk');
      if (!task) throw new Error('The sample has no milk.');
      Object.assign(task, { origin: 'import' });
      core.trust.tainted.add(`tasks ${task.id}`);
      core.journal.history.push({
        change_id: 'c1',
        table: 'tasks',
        row_id: task.id,
        label: 'Buy milk',
        kind: 'update',
        fields: [{ field: 'priority', before: 'low', after: 'medium' }],
        active: true,
        actor: 'run',
        at: Date.now() - 60_000,
      });
    },
  });
  await goTo(page, 'Tasks');
  const row = page.getByRole('row', { name: 'Buy milk' });
  await row.click();
  const details = page.getByRole('complementary', { name: 'Task details' });
  await details.getByText('This text came from an import. The assistant asks before it changes anything').waitFor();
  await details.getByRole('button', { name: 'I have read it: trust it' }).click();
  await until(() => details.getByText('This text came from').count(), 0);
  expect(core.trust.tainted.size).toBe(0);
  await details.getByRole('button', { name: 'History' }).click();
  await details.getByText('The assistant changed it').waitFor();
  await details.getByRole('button', { name: 'Undo this change of “Buy milk”' }).click();
  await details.getByText('undone').waitFor();

  await row.focus();
  await page.keyboard.press('Delete');
  await seeText(page, 'Deleted: “Buy milk”');
  await until(() => row.count(), 0);
  await page.getByRole('region', { name: 'Notices' }).getByRole('button', { name: 'Undo' }).last().click();
  await row.waitFor();
  await seeText(page, 'Taken back: Deleted: “Buy milk”');
  await row.click();
  await details.getByRole('button', { name: 'Delete this task' }).click();
  await until(() => row.count(), 0);
  expect(faults).toEqual([]);
});

test('a project is deleted from its list after a question; its tasks stay', async () => {
  const { page, core, faults } = await open();
  await goTo(page, 'Tasks');
  expect(await page.getByRole('button', { name: 'Delete project' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Project', exact: true }).last().click();
  await page.getByRole('combobox', { name: 'Find a project' }).fill('taxes');
  await page.getByRole('option', { name: 'Taxes' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Delete project' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete “Taxes”?' });
  await dialog.getByText('Its tasks and notes stay, without a project.').waitFor();
  await dialog.getByRole('button', { name: 'Keep it' }).click();
  expect(core.projects.map(({ name }) => name)).toContain('Taxes');
  await page.getByRole('button', { name: 'Delete project' }).click();
  await dialog.getByRole('button', { name: 'Delete the project' }).click();
  await seeText(page, 'Deleted the project “Taxes”');
  await page.getByRole('row', { name: 'Quarterly VAT return' }).waitFor();
  expect(core.projects.map(({ name }) => name)).not.toContain('Taxes');
  expect(faults).toEqual([]);
});
