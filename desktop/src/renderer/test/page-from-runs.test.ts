import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { OpenPage } from './open-page.ts';
import { noticeOf } from './memory-screen.ts';
import { goTo, seeText, until, usePages } from './page-steps.ts';
import { violations } from './violations.ts';

const open = usePages();
const row = { createdAt: 1, updatedAt: 1, revision: 1, origin: 'human' as const, externalId: null };

const region = (page: Page) => page.getByRole('region', { name: 'From the assistant' });
const hash = (page: Page) => async () => new URL(page.url()).hash;
const focused = (page: Page) => () => page.evaluate(() => document.activeElement?.id ?? '');

/** A page whose window the core knows. */
async function followed(options: Parameters<typeof open>[0] = {}): Promise<OpenPage> {
  const opened = await open(options);
  await until(async () => opened.core.screen.windows.size, 1);
  return opened;
}

test('a notice is said once in a region of its own, as plain text, and stays until it is dismissed by key or by click', async () => {
  const text = 'Ready: <b>[pay now](https://evil.example/pay)</b> ![x](https://evil.example/p.png) https://evil.example';
  const { page, core, faults } = await followed();
  const status = region(page).getByRole('status');
  expect(await status.textContent()).toBe('');
  core.screen.notices.push(noticeOf({ kind: 'text', text: 'Older' }), noticeOf({ kind: 'text', text }));
  core.tell('notices');
  await region(page).getByText(text).waitFor();
  expect(await status.textContent()).toBe(`The assistant says: ${text}`);
  expect(await region(page).getByRole('link').count()).toBe(0);
  await goTo(page, 'Tasks');
  await page.reload();
  await region(page).getByText(text).waitFor();

  await region(page).getByRole('button', { name: 'and 1 more' }).click();
  const list = page.getByRole('dialog', { name: 'From the assistant' });
  await list.getByText(text).waitFor();
  expect(await list.getByRole('listitem').allTextContents()).toEqual([
    expect.stringContaining(text),
    expect.stringContaining('Older'),
  ]);
  expect(await list.getByRole('link').count()).toBe(0);
  await page.keyboard.press('Escape');
  await until(() => list.count(), 0);

  await region(page).getByRole('button', { name: 'Dismiss' }).focus();
  await page.keyboard.press('Escape');
  await until(() => status.textContent(), 'The assistant says: Older');
  await page.keyboard.press('Enter');
  await until(() => status.textContent(), '');
  await until(focused(page), 'main');
  expect(core.screen.notices).toEqual([]);
  expect(faults).toEqual([]);
});

test('what a run says after it read foreign text is marked, in the line and in the list', async () => {
  const { page, core, faults } = await followed();
  core.screen.notices.push(
    noticeOf({ kind: 'text', text: 'Call +49 1234' }, { tainted: true }),
    noticeOf({ kind: 'screen', screen: 'settings' }, { tainted: true }),
  );
  core.tell('notices');
  await region(page).getByText('The assistant would like to show you “Settings”.').waitFor();
  await region(page).getByText('It had read text that somebody else wrote').waitFor();
  await region(page).getByRole('button', { name: 'and 1 more' }).click();
  const list = page.getByRole('dialog', { name: 'From the assistant' });
  await until(() => list.getByText('It had read text that somebody else wrote').count(), 2);
  await list.getByRole('button', { name: 'Open “Settings”' }).click();
  await until(hash(page), '#/settings');
  await until(async () => core.screen.notices.length, 1);
  expect(faults).toEqual([]);
});

test('the window goes where a run leads, says so with a way back, and keeps the focus in what it shows', async () => {
  const { page, core, faults } = await followed();
  await until(hash(page), '#/chat/new');
  const opening = noticeOf({ kind: 'screen', screen: 'what_left' });
  core.screen.send(opening);
  await until(hash(page), '#/ledger');
  await until(async () => core.screen.settled, [{ notice_id: opening.notice_id, outcome: 'shown' }]);
  await seeText(page, 'The assistant opened “What left”');
  await until(focused(page), 'main');
  await page.getByRole('region', { name: 'Notices' }).getByRole('button', { name: 'Go back' }).click();
  await until(hash(page), '#/chat/new');

  const task = core.tasks[1];
  core.screen.send(noticeOf({ kind: 'row', table: 'tasks', id: task?.id ?? '', label: task?.title ?? '' }));
  await page.getByRole('complementary', { name: 'Task details' }).waitFor();
  await until(hash(page), `#/tasks/${task?.id}`);
  core.screen.send(noticeOf({ kind: 'row', table: 'taskComments', id: 'c', label: 'Hm', task_id: core.tasks[2]?.id ?? '' }));
  await until(hash(page), `#/tasks/${core.tasks[2]?.id}`);
  core.screen.send(noticeOf({ kind: 'screen', screen: 'waiting' }));
  await page.getByRole('dialog', { name: 'Waiting for you' }).waitFor();
  expect(core.screen.settled.map(({ outcome }) => outcome)).toEqual(['shown', 'shown', 'shown', 'shown']);
  expect(core.screen.notices).toEqual([]);
  expect(faults).toEqual([]);
});

test('whoever writes, or has a dialog open, is not torn away: it is offered, and opened when they say so', async () => {
  const { page, core, faults } = await followed();
  const message = page.getByRole('textbox', { name: 'Message' });
  await message.fill('I am just');
  core.screen.send(noticeOf({ kind: 'screen', screen: 'tasks' }));
  await region(page).getByText('The assistant would like to show you “Tasks”.').waitFor();
  expect(await hash(page)()).toBe('#/chat/new');
  await message.pressSequentially(' writing');
  expect(await message.inputValue()).toBe('I am just writing');

  await page.getByRole('button', { name: /Waiting for you/ }).click();
  await page.getByRole('dialog').waitFor();
  core.screen.send(noticeOf({ kind: 'screen', screen: 'activity' }));
  await until(async () => core.screen.settled.map(({ outcome }) => outcome), ['offered', 'offered']);
  await page.keyboard.press('Escape');
  await region(page).getByRole('button', { name: 'Open “Activity”' }).click();
  await until(hash(page), '#/activity');
  await region(page).getByRole('button', { name: 'Open “Tasks”' }).click();
  await until(hash(page), '#/tasks');
  await until(async () => core.screen.notices.length, 0);
  expect(faults).toEqual([]);
});

test('a stale opening, and what has no page yet, are offered calmly by name', async () => {
  const { page, core, faults } = await followed();
  core.screen.send(noticeOf({ kind: 'screen', screen: 'tasks' }, { at: Date.now() - 60_000 }));
  await region(page).getByText('would like to show you “Tasks”').waitFor();
  core.screen.send(noticeOf({ kind: 'row', table: 'taskComments', id: 'c', label: 'First draft' }));
  await region(page).getByText('The assistant points you to the comment “First draft”. Comments have no page').waitFor();
  expect(await region(page).getByRole('button', { name: /^Open/ }).count()).toBe(0);
  core.screen.send(noticeOf({ kind: 'row', table: 'notes', id: 'n' }));
  await region(page).getByText('wanted to show you a note that is no longer there').waitFor();
  expect(core.screen.settled.map(({ outcome }) => outcome)).toEqual(['offered', 'offered', 'offered']);
  expect(await hash(page)()).toBe('#/chat/new');
  expect(faults).toEqual([]);
});

test('a checkpoint that a run opens is shown on its project’s page, with the focus and the way back', async () => {
  const { page, core, faults } = await followed();
  const projectId = core.projects[0]?.id ?? '';
  core.checkpoints.push({
    ...row,
    id: 'draft',
    isAiSuggested: 0,
    isApproved: 1,
    projectId,
    title: 'First draft',
    date: Date.now(),
  });
  core.screen.send(noticeOf({ kind: 'row', table: 'checkpoints', id: 'draft', label: 'First draft' }));
  await until(hash(page), `#/projects/${projectId}/checkpoint/draft`);
  await until(() => page.evaluate(() => document.activeElement?.getAttribute('data-checkpoint')), 'draft');
  expect(core.screen.settled.map(({ outcome }) => outcome)).toEqual(['shown']);
  await page.getByRole('button', { name: 'Go back' }).click();
  await until(hash(page), '#/chat/new');
  expect(faults).toEqual([]);
});

test('a window says what it shows and when it is turned to, and follows anew when the core is back', async () => {
  const { page, core, served, faults } = await followed();
  expect(core.screen.places[0]).toMatchObject({ active: true });
  await page.getByRole('button', { name: 'What is due this week?' }).first().click();
  await until(async () => core.screen.places.at(-1)?.session_id, 'session-1');
  await goTo(page, 'Tasks');
  await until(async () => core.screen.places.at(-1)?.session_id, undefined);
  const ids = new Set(core.screen.places.map(({ window_id }) => window_id));
  expect(ids.size).toBe(1);

  await served.die();
  await seeText(page, 'The app’s own process ended.');
  core.screen.windows.clear();
  core.screen.notices.push(noticeOf({ kind: 'text', text: 'While you were away' }));
  await served.resume();
  await region(page).getByText('While you were away').waitFor();
  await until(async () => core.screen.windows.size, 1);
  expect(new Set(core.screen.places.map(({ window_id }) => window_id))).toEqual(ids);
  core.screen.send(noticeOf({ kind: 'screen', screen: 'activity' }));
  await until(hash(page), '#/activity');
  expect(faults.filter((fault) => !fault.includes('WebSocket') && !fault.includes('Failed to load'))).toEqual([]);
});

test('narrow windows hold a long notice: three lines of it, and the rest on demand', async () => {
  const { page, core, faults } = await followed({ context: { viewport: { width: 390, height: 780 } } });
  const text = `${'The invoice of October was paid twice by Hofmann. '.repeat(9)}\n\nEnd.`;
  core.screen.notices.push(noticeOf({ kind: 'text', text }));
  core.tell('notices');
  await region(page).getByText('The invoice of October').waitFor();
  const box = await region(page).boundingBox();
  expect(box?.height).toBeLessThan(160);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await region(page).getByRole('button', { name: 'Show', exact: true }).click();
  await page.getByRole('dialog', { name: 'From the assistant' }).getByText('End.').waitFor();
  expect(faults).toEqual([]);
});

test('what is said, offered and listed breaks no rule of accessibility', async () => {
  const { page, core } = await followed();
  core.screen.notices.push(
    noticeOf({ kind: 'row', table: 'tasks', id: 'x', label: 'Buy milk' }),
    noticeOf({ kind: 'text', text: 'Ready' }, { tainted: true }),
  );
  core.tell('notices');
  await region(page).getByText('Ready').waitFor();
  expect(await violations(page)).toEqual([]);
  await region(page).getByRole('button', { name: 'and 1 more' }).click();
  await page.getByRole('dialog', { name: 'From the assistant' }).getByText('Buy milk').waitFor();
  expect(await violations(page)).toEqual([]);
});
