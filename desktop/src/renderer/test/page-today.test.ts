import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { planDate } from '#renderer/features/today/plan-days.ts';
import { startOfToday } from './open-page.ts';
import { goTo, seeText, until, usePages } from './page-steps.ts';
import { violations } from './violations.ts';

const open = usePages();
const DAY = 86_400_000;
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '');

test('the app starts with today; a line is shown as it is understood before it is added, and a key takes it back', async () => {
  const { page, core, faults } = await open({
    empty: true,
    at: 'start',
    prepare: ({ projects }) => {
      const base = { createdAt: 1, updatedAt: 1, revision: 1, origin: 'human' as const, externalId: null };
      const more = {
        isAiSuggested: 0 as const,
        isApproved: 1 as const,
        clientId: null,
        status: 'active' as const,
        aiSummary: null,
      };
      projects.push({ ...base, ...more, id: 'p1', name: 'Website' });
    },
  });
  await seeText(page, 'A clean page');
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('n');
  await page.keyboard.type('Send the offer #website tomorrow');
  await page.getByRole('group', { name: 'Understood' }).getByText('Send the offer').waitFor();
  expect(await violations(page)).toEqual([]);
  // What is not meant goes back into the title.
  await page.getByRole('button', { name: /^Due is not meant/ }).click();
  await page.getByRole('group', { name: 'Understood' }).getByText('Send the offer tomorrow').waitFor();
  await page.keyboard.press('Enter');
  await until(
    async () => core.tasks.map(({ title, projectId, dueDate }) => [title, projectId, dueDate]),
    [['Send the offer tomorrow', 'p1', null]],
  );
  await page.getByRole('textbox', { name: 'Capture a task' }).blur();
  await page.keyboard.press('Control+z');
  await until(async () => core.tasks.length, 0);
  await seeText(page, 'Taken back: Added “Send the offer tomorrow”');
  await page.keyboard.press('Control+Shift+Z');
  await until(async () => core.tasks.length, 1);
  expect(faults).toEqual([]);
}, 150_000);

test('a line that is not understood yet is shown first, and is not guessed at', async () => {
  const { page, core } = await open({ empty: true, at: 'start' });
  await page.getByRole('textbox', { name: 'Capture a task' }).fill('Call Weber tomorrow');
  await page.keyboard.press('Enter');
  await page.getByRole('group', { name: 'Understood' }).waitFor();
  expect(core.tasks).toEqual([]);
  await page.keyboard.press('Enter');
  await until(async () => core.tasks.map(({ title, dueDate }) => [title, dueDate !== null]), [['Call Weber', true]]);
}, 150_000);

test('two plans of one task, the second before the first is written: the second counts, and an undo at once means it', async () => {
  const midnight = startOfToday(Date.now());
  const { page, core } = await open({
    empty: true,
    at: 'start',
    prepare: (core) => core.addTask({ title: 'Late', dueDate: midnight - 2 * DAY }),
  });
  const link = page.getByRole('list', { name: 'Overdue' }).getByRole('link', { name: 'Late' });
  await link.evaluate((element) => {
    for (const key of ['2', '1']) element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  });
  await page.getByRole('list', { name: 'Due today' }).getByRole('link', { name: 'Late' }).waitFor();
  await until(async () => [core.tasks[0]?.dueDate, core.tasks[0]?.revision], [midnight, 3]);
  await page
    .getByRole('list', { name: 'Due today' })
    .getByRole('link', { name: 'Late' })
    .evaluate((element) => {
      for (const init of [{ key: '3' }, { key: '1' }, { key: 'z', ctrlKey: true }])
        element.dispatchEvent(new KeyboardEvent('keydown', { ...init, bubbles: true, cancelable: true }));
    });
  await until(
    async () => [core.tasks[0]?.revision, core.tasks[0]?.dueDate],
    [6, planDate({ key: '3', now: Date.now(), zone: 'Europe/Berlin' })],
  );
}, 150_000);

test('a day is planned by keys: what is planned away gives the focus to the next', async () => {
  const midnight = startOfToday(Date.now());
  const { page, core } = await open({
    empty: true,
    at: 'start',
    prepare: (core) => {
      core.addTask({ title: 'Late', dueDate: midnight - 2 * DAY });
      core.addTask({ title: 'Today one', dueDate: midnight });
      core.addTask({ title: 'Today two', dueDate: midnight });
      core.addTask({
        title: 'Signature of the Vermögensverwaltungsgesellschaft',
        owedBy: 'theirs',
        createdAt: midnight - 20 * DAY,
      });
    },
  });
  await page.getByRole('list', { name: 'Overdue' }).getByRole('link', { name: 'Late' }).focus();
  await page.keyboard.press('1');
  await until(async () => core.tasks[0]?.dueDate, midnight);
  await until(() => focused(page), 'Today one');
  await page.keyboard.press('2');
  await until(async () => (core.tasks[1]?.dueDate ?? 0) > midnight, true);
  await page.getByRole('link', { name: 'Today two' }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('list', { name: 'Done today' }).getByText('Today two').waitFor();
  await seeText(page, '2 weeks');
  expect(await violations(page)).toEqual([]);
  await page.getByRole('link', { name: 'Late' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Description' }).waitFor();
}, 150_000);

test('many tasks are selected, changed and deleted in one act, and one key takes each act back', async () => {
  const { page, core } = await open({
    empty: true,
    at: 'start',
    prepare: (core) => {
      for (let at = 1; at <= 6; at += 1) core.addTask({ title: `Task ${at}` });
    },
  });
  const highs = async () => core.tasks.filter(({ priority }) => priority === 'high').length;
  await goTo(page, 'Tasks');
  await page.getByRole('row', { name: 'Task 1' }).focus();
  await page.keyboard.press('x');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await page.getByRole('toolbar', { name: 'Selected tasks' }).getByText('3 selected').waitFor();
  await page.keyboard.press('p');
  await page.getByRole('menuitemradio', { name: 'High' }).click();
  await until(highs, 3);
  await seeText(page, '3 tasks: high priority');
  expect(await violations(page)).toEqual([]);
  await page.getByRole('row', { name: 'Task 6' }).click({ modifiers: ['Control'] });
  await seeText(page, '4 selected');
  await page.getByRole('toolbar').getByRole('button', { name: 'Delete' }).click();
  await until(async () => core.tasks.length, 2);
  await page.keyboard.press('Control+z');
  await until(async () => core.tasks.length, 6);
  await page.keyboard.press('Control+z');
  await until(highs, 0);
  await page.getByRole('row', { name: 'Task 1' }).focus();
  await page.keyboard.press('Control+a');
  await seeText(page, '6 selected');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('mark as done');
  await page.keyboard.press('Enter');
  await until(async () => core.tasks.every(({ status }) => status === 'done'), true);
}, 150_000);

test('a card is carried over the board by keys, told as it goes, and put back by undo', async () => {
  const { page, core } = await open({
    empty: true,
    at: 'start',
    prepare: (core) => {
      for (let at = 1; at <= 3; at += 1) core.addTask({ title: `Card ${at}` });
      core.addTask({ title: 'At it', status: 'in_progress' });
    },
  });
  await goTo(page, 'Tasks');
  await page.getByRole('row', { name: 'Card 1' }).waitFor();
  await page.keyboard.press('v');
  await page.getByRole('region', { name: 'To do' }).getByRole('button', { name: 'Card 1' }).focus();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('ArrowRight');
  await until(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')), 'At it');
  await page.keyboard.press('ArrowLeft');
  await until(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')), 'Card 1');
  await page.keyboard.press('Space');
  await seeText(page, 'Taken up.');
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction(() => document.querySelector('section[aria-label="In progress"].bg-accent-soft') !== null);
  await page.keyboard.press('Space');
  await until(async () => core.tasks.find(({ title }) => title === 'Card 1')?.status, 'in_progress');
  await page.keyboard.press('Control+z');
  await until(async () => core.tasks.find(({ title }) => title === 'Card 1')?.status, 'todo');
}, 150_000);

test('a comment is written, changed and deleted, and each can be taken back', async () => {
  const { page, core } = await open();
  await goTo(page, 'Tasks');
  await page.getByRole('row', { name: 'Buy milk' }).click();
  await page.getByRole('textbox', { name: 'New comment' }).fill('Oat milk,\nif they have it');
  await page.keyboard.press('Control+Enter');
  await until(async () => core.comments.map(({ content }) => content), ['Oat milk,\nif they have it']);
  await page.getByRole('button', { name: 'Change this comment' }).click();
  await page.getByRole('textbox', { name: 'Comment', exact: true }).fill('Oat milk');
  await page.keyboard.press('Control+Enter');
  await until(async () => core.comments.map(({ content }) => content), ['Oat milk']);
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Delete this comment' }).click();
  await until(async () => core.comments.length, 0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('Oat milk', { exact: true }).waitFor();
}, 150_000);

test('the palette finds and does everything, from wherever the focus is, and the look is kept', async () => {
  const { page, core } = await open({ at: 'start', context: { viewport: { width: 360, height: 740 } } });
  await page.getByRole('textbox', { name: 'Capture a task' }).focus();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('milk');
  await page.getByRole('option', { name: 'Buy milk', exact: true }).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('option', { name: 'Buy milk', exact: true }).click();
  await page.getByRole('textbox', { name: 'Description' }).waitFor();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('theme dark');
  await page.keyboard.press('Enter');
  await until(() => page.evaluate(() => document.documentElement.dataset['theme']), 'dark');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('settings appearance');
  await page.keyboard.press('Enter');
  await page.getByText('Large', { exact: true }).click();
  await page.reload();
  await until(
    () => page.evaluate(() => [document.documentElement.dataset['textSize'], document.documentElement.dataset['theme']]),
    ['large', 'dark'],
  );
  // The look is there before the view is.
  await page.getByText('Large', { exact: true }).waitFor();
  expect(await violations(page)).toEqual([]);
  await goTo(page, 'Today');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Plan the summer');
  await page.getByRole('option', { name: 'Make the task “Plan the summer”' }).click();
  await until(async () => core.tasks.some(({ title }) => title === 'Plan the summer'), true);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
}, 150_000);

test('what is typed before the palette is there goes into it, and is no key of the page', async () => {
  const { page } = await open({ at: 'start' });
  let arrive = () => {};
  const held = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await page.route('**/assets/palette-*.js', async (route) => {
    await held;
    await route.continue();
  });
  await page.reload();
  await page.getByRole('textbox', { name: 'Capture a task' }).waitFor();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('gtx buy mills');
  await page.keyboard.press('Backspace');
  arrive();
  const line = page.getByRole('combobox', { name: 'Commands and search' });
  await until(() => line.inputValue(), 'gtx buy mill');
  await page.keyboard.type('!');
  expect([await line.inputValue(), page.url().includes('#/tasks')]).toEqual(['gtx buy mill!', false]);

  // Enter at once opens what is found then.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('buy milk');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Description' }).waitFor();
  await page.reload();
  await page.getByRole('textbox', { name: 'Description' }).waitFor();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('go to today');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Capture a task' }).waitFor();
  await page.keyboard.press('Control+k');

  // Escape means the page again, also before there is anything to close.
  await page.keyboard.press('Escape');
  await page.keyboard.press('g');
  await page.keyboard.press('t');
  await until(async () => page.url().endsWith('#/tasks'), true);
}, 60_000);
