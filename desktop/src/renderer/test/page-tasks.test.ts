import { expect, test } from 'vitest';
import { startOfToday } from './open-page.ts';
import { goTo, seeText, until, usePages } from './page-steps.ts';

const open = usePages();

test('the key leaves the address bar, a reload keeps the window, and nothing is asked of anybody else', async () => {
  const { page, faults } = await open();
  await page.getByRole('textbox', { name: 'Message' }).waitFor();
  expect(page.url()).not.toContain('token');
  await page.reload();
  await until(() => page.getByRole('status', { name: 'Connection' }).textContent(), 'Connected');
  await goTo(page, 'Activity');
  await page.getByRole('button', { name: 'Undo' }).first().waitFor();
  expect(faults).toEqual([]);
});

test('a core that ends is told calmly; back again, everything is read anew', async () => {
  const { page, core, served } = await open();
  await goTo(page, 'Tasks');
  await page.getByRole('row', { name: 'Buy milk' }).waitFor();
  await served.die();
  await seeText(page, 'The app’s own process ended.');
  expect(await page.getByRole('row', { name: 'Buy milk' }).count()).toBe(1);
  await page.getByRole('textbox', { name: 'New task' }).fill('Said to nobody');
  await page.keyboard.press('Enter');
  await seeText(page, 'did not answer');
  expect(await page.getByRole('textbox', { name: 'New task' }).inputValue()).toBe('Said to nobody');
  core.addTask({ title: 'Made meanwhile' });
  await served.resume();
  await page.getByRole('row', { name: 'Made meanwhile' }).waitFor();
  await until(() => page.getByText('The app’s own process ended.').count(), 0);
});

test('tasks are made, moved over, edited and completed by keys alone', async () => {
  const { page, core } = await open({ empty: true });
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  await page.getByRole('textbox', { name: 'Message' }).waitFor();
  await page.getByRole('textbox', { name: 'Message' }).blur();
  await page.keyboard.press('n');
  for (const title of ['First', 'Second', 'Third']) {
    await page.keyboard.type(title);
    await page.keyboard.press('Enter');
    await page.getByRole('row', { name: title }).waitFor();
  }
  await page.getByRole('row', { name: 'First' }).focus();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Second, renamed');
  await page.keyboard.press('Enter');
  await page.getByRole('row', { name: 'Second, renamed' }).waitFor();
  await page.keyboard.press('p');
  await page.getByRole('menuitemradio', { name: 'High' }).waitFor();
  await until(() => page.evaluate(() => document.activeElement?.closest('[role=menu]') !== null), true);
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await until(async () => core.tasks[1]?.priority, 'high');
  await until(focused, 'Second, renamed');
  await page.keyboard.press('Space');
  await until(async () => core.tasks[1]?.status, 'done');
  // The next row takes the place and the focus: the keys go on.
  await until(focused, 'Third');
  await page.keyboard.press('k');
  await until(focused, 'First');
  await page.keyboard.press('d');
  await page.getByRole('button', { name: /^Tomorrow/ }).click();
  await until(async () => core.tasks[0]?.dueDate, startOfToday(Date.now() + 86_400_000));
  await page.getByRole('row', { name: 'First' }).getByRole('button', { name: 'Due: Tomorrow' }).waitFor();
  await until(focused, 'First');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Never mind');
  await page.keyboard.press('Escape');
  expect(core.tasks.map(({ title }) => title)).toEqual(['First', 'Second, renamed', 'Third']);
});

test('a hundred thousand tasks scroll to their end at once, and only what is seen is fetched', async () => {
  const { page, core } = await open({
    empty: true,
    prepare: (core) => {
      for (let at = 0; at < 100_000; at += 1) core.addTask({ title: `Task ${at}` });
    },
  });
  await goTo(page, 'Tasks');
  await page.getByRole('row', { name: 'Task 0', exact: true }).focus();
  await page.keyboard.press('End');
  await page.getByRole('row', { name: 'Task 99999' }).waitFor();
  expect(await page.getByRole('row').count()).toBeLessThan(80);
  expect(await page.getByRole('grid', { name: 'Tasks' }).getAttribute('aria-rowcount')).toBe('100000');
  await page.getByRole('searchbox', { name: 'Search tasks' }).fill('task 4242');
  await page.getByRole('row', { name: 'Task 42420' }).waitFor();
  core.addTask({ title: 'Task 4242, said in the chat' });
  core.tell('tasks');
  await page.getByRole('row', { name: 'Task 4242, said in the chat' }).waitFor();
});

test('two changes of one task meet: both are shown, and the user says which stays', async () => {
  const { page, core } = await open();
  await goTo(page, 'Tasks');
  const milk = core.tasks.find(({ title }) => title === 'Buy milk');
  if (!milk) throw new Error('no milk');
  for (const [choice, left] of [
    ['Keep what is there', 'Buy oat milk'],
    ['Use mine', 'Buy two litres'],
  ] as const) {
    await page.getByRole('row', { name: /^Buy/ }).focus();
    await page.keyboard.press('Enter');
    const now = core.tasks.find(({ id }) => id === milk.id);
    if (now) Object.assign(now, { title: 'Buy oat milk', revision: now.revision + 1 });
    await page.keyboard.type('Buy two litres');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'This task was changed meanwhile' }).getByText('Buy oat milk').waitFor();
    await page.getByRole('button', { name: choice }).click();
    await page.getByRole('row', { name: left }).waitFor();
  }
});
