import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createPageBench, type OpenPage, type PageBench, startOfToday } from './open-page.ts';
import { answerOf, card } from './sample-data.ts';

let bench: PageBench;
let opened: OpenPage | undefined;

beforeAll(async () => {
  bench = await createPageBench();
}, 120_000);
afterAll(() => bench.close());
afterEach(async () => {
  await opened?.close();
  opened = undefined;
});

async function open(...options: Parameters<PageBench['open']>): Promise<OpenPage> {
  opened = await bench.open(...options);
  return opened;
}

/** Waits until a question to the page has the answer wanted. */
async function until<Value>(ask: () => Promise<Value>, wanted: Value): Promise<void> {
  await expect.poll(ask, { timeout: 8_000, interval: 25 }).toEqual(wanted);
}

const goTo = (page: Page, name: string) => page.getByRole('link', { name }).click();
const visible = (page: Page, text: string) => page.getByText(text).first().waitFor({ timeout: 8_000 });

/** What axe holds against the page as it stands: everything in the light, and what dark can change, the contrast. */
async function violations(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.evaluate(axe.source);
    const options: axe.RunOptions = {
      resultTypes: ['violations'],
      ...(colorScheme === 'dark' ? { runOnly: ['color-contrast'] } : {}),
    };
    const results = await page.evaluate(
      (options) => (globalThis as unknown as { axe: typeof axe }).axe.run(document, options),
      options,
    );
    for (const { id, nodes } of results.violations)
      found.push(...nodes.map((node) => `${colorScheme} ${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`));
  }
  return found;
}

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

test('every screen is free of what axe finds, light and dark', async () => {
  const { page, core } = await open();
  await page.getByRole('button', { name: 'What is due this week?' }).click();
  await page.getByRole('button', { name: /^Looked at tasks/ }).click();
  await page.getByRole('table').waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'New conversation' }).click();
  expect(await violations(page)).toEqual([]);
  await goTo(page, 'Tasks');
  await page.getByRole('row', { name: 'Quarterly VAT return' }).click();
  await page.getByRole('textbox', { name: 'Description' }).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('searchbox', { name: 'Search tasks' }).fill('nothing is called this');
  await visible(page, 'No task matches');
  expect(await violations(page)).toEqual([]);
  await goTo(page, 'Activity');
  core.kept = [{ table: 'tasks', row_id: 'x', label: 'Buy milk', reason: 'you changed its title since' }];
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await visible(page, '1 row stayed as it is:');
  core.status.connection = { state: 'waiting', retry_at: Date.now() + 9_000 };
  core.tell('status');
  await visible(page, 'answers wait for the backend');
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  expect(await violations(page)).toEqual([]);
}, 60_000);

test('a narrow window is whole, and free of what axe finds', async () => {
  const { page } = await open({ context: { viewport: { width: 390, height: 780 } } });
  await goTo(page, 'Tasks');
  await page.getByText('Quarterly VAT return').click();
  await page.getByRole('button', { name: 'Close details' }).click();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Connected' }).click();
  await visible(page, 'Works by rules, no key, no network');
  await page.keyboard.press('Escape');
  await goTo(page, 'Chat');
  await page.getByRole('button', { name: 'Conversations' }).click();
  await page.getByRole('button', { name: 'Invoices in October' }).click();
  await page.getByRole('article', { name: 'Answer' }).waitFor();
  expect(await violations(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
}, 60_000);

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

test('a message is sent, its answer streams and is stopped, its tools open to rows, its changes are undone', async () => {
  const { page, core, faults } = await open();
  let answered = '';
  core.onMessage = (turn, sessionId) => {
    turn.answer = answerOf('I am **looking', { status: 'running', cards: [card('list_tasks', { state: 'running' })] });
    delete turn.answer.ended_at;
    answered = sessionId;
    core.tell('session', sessionId);
  };
  const message = page.getByRole('textbox', { name: 'Message' });
  await message.fill('Create a task');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('called Buy milk');
  await page.keyboard.press('Enter');
  const answer = page.getByRole('article', { name: 'Answer' });
  await answer.getByText('looking', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Looking at tasks' }).waitFor();
  expect(core.turns.get(answered)?.[0]?.text).toBe('Create a task\ncalled Buy milk');
  await page.getByRole('button', { name: 'Stop' }).click();
  await visible(page, 'Stopped.');

  core.onMessage = (turn, sessionId) => {
    const milk = core.addTask({ title: 'Buy milk, said so' });
    core.tell('tasks');
    turn.answer = answerOf('I created it. [the shop](https://example.com/shop) ![pixel](https://evil.example/p.png)', {
      run_id: 'run-milk',
      cards: [card('create_task', { rows: [{ table: 'tasks', id: milk.id, label: milk.title, missing: false }], row_count: 1 })],
      changes: 3,
    });
    core.tell('session', sessionId);
  };
  await message.fill('Create a task called Buy milk, said so');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByRole('link', { name: 'the shop (example.com/shop)' }).waitFor();
  expect(await page.getByRole('img').count()).toBe(0);
  await page.getByRole('button', { name: 'Undo changes (3)' }).click();
  await page.getByRole('button', { name: 'Redo changes (3)' }).waitFor();
  await page.getByRole('button', { name: /^Created a task/ }).click();
  await page.getByRole('button', { name: 'Buy milk, said so' }).click();
  await page.getByRole('complementary', { name: 'Task details' }).getByText('Buy milk, said so').waitFor();
  await goTo(page, 'Chat');
  await until(() => page.getByRole('article', { name: 'Answer' }).count(), 2);
  expect(faults).toEqual([]);
});

test('without the backend a message waits, can be taken back, and the app says so', async () => {
  const { page, core } = await open({
    prepare: (core) => {
      core.status.connection = { state: 'waiting', retry_at: Date.now() + 8_000 };
    },
  });
  await visible(page, 'answers wait for the backend');
  await page.getByRole('textbox', { name: 'Message' }).fill('List my tasks');
  await page.keyboard.press('Enter');
  await visible(page, 'Will be sent when the backend is back');
  await page.getByRole('button', { name: 'Take back' }).click();
  await until(() => page.getByRole('article', { name: 'Your message' }).count(), 0);
  core.status.connection = { state: 'ready' };
  core.tell('status');
  await until(() => page.getByRole('status', { name: 'Connection' }).textContent(), 'Connected');
});

test('a core that ends is told calmly; back again, everything is read anew', async () => {
  const { page, core, served } = await open();
  await goTo(page, 'Tasks');
  await page.getByRole('row', { name: 'Buy milk' }).waitFor();
  await served.die();
  await visible(page, 'The app’s own process ended.');
  expect(await page.getByRole('row', { name: 'Buy milk' }).count()).toBe(1);
  await page.getByRole('textbox', { name: 'New task' }).fill('Said to nobody');
  await page.keyboard.press('Enter');
  await visible(page, 'did not answer');
  expect(await page.getByRole('textbox', { name: 'New task' }).inputValue()).toBe('Said to nobody');
  core.addTask({ title: 'Made meanwhile' });
  await served.resume();
  await page.getByRole('row', { name: 'Made meanwhile' }).waitFor();
  await until(() => page.getByText('The app’s own process ended.').count(), 0);
});

test('a long conversation opens at its end, reads earlier messages in place, and stays where the user scrolled', async () => {
  const { page, core } = await open({
    empty: true,
    prepare: (core) => {
      core.sessions.push({ id: 'long', title: 'Long', created_at: 0, last_activity_at: 0, running: false });
      const turns = Array.from({ length: 120 }, (_, position) => ({
        request_id: `r${position}`,
        position,
        text: `Message ${position}`,
        at: 0,
        delivery: 'accepted' as const,
        answer: answerOf(`Answer ${position}\n\n- one\n- two`),
      }));
      core.turns.set('long', turns);
    },
  });
  await page.getByRole('button', { name: 'Long' }).click();
  await page.getByRole('article', { name: 'Answer' }).getByText('Answer 119').waitFor();
  const log = page.getByRole('log', { name: 'Messages' });
  const fromEnd = () => log.evaluate((element) => Math.round(element.scrollHeight - element.scrollTop - element.clientHeight));
  await until(async () => (await fromEnd()) < 4, true);
  await page.getByText('Message 95', { exact: true }).scrollIntoViewIfNeeded();
  await page.getByText('Message 90', { exact: true }).scrollIntoViewIfNeeded();
  await page.getByText('Message 75', { exact: true }).waitFor({ state: 'attached' });
  expect(await page.getByText('Message 90', { exact: true }).isVisible()).toBe(true);
  const turns = core.turns.get('long');
  turns?.push({
    request_id: 'new',
    position: 120,
    text: 'Message 120',
    at: 0,
    delivery: 'accepted',
    answer: answerOf('Answer 120'),
  });
  core.tell('session', 'long');
  await page.getByRole('article', { name: 'Answer' }).getByText('Answer 120').waitFor({ state: 'attached' });
  expect(await fromEnd()).toBeGreaterThan(500);
  await page.getByRole('button', { name: 'Go to the newest message' }).click();
  await until(async () => (await fromEnd()) < 4, true);
});
