import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { startOfToday } from './open-page.ts';
import { goTo, seeText, until, usePages } from './page-steps.ts';
import { violations } from './violations.ts';

const open = usePages();
const DAY = 86_400_000;
const node = (page: Page, name: string | RegExp) => page.getByRole('treeitem', { name });
const focused = (page: Page) => () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));

async function name(page: Page, text: string): Promise<void> {
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).waitFor();
  await until(() => page.evaluate(() => document.activeElement instanceof HTMLInputElement), true);
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

test('a client with a client below it and projects: made, moved, renamed, archived, deleted and undone by keys alone', async () => {
  const { page, core, faults } = await open({ empty: true });
  await goTo(page, 'Projects');
  await seeText(page, 'No clients or projects yet');
  await page.getByRole('button', { name: 'New client' }).last().focus();
  await page.keyboard.press('Enter');
  await name(page, 'Acme');
  await page.getByRole('article', { name: 'Client: Acme' }).waitFor();
  await node(page, 'Acme').focus();
  await page.keyboard.press('n');
  await name(page, 'Website');
  await page.getByRole('article', { name: 'Project: Website' }).waitFor();
  await node(page, 'Website').focus();
  await page.keyboard.press('n');
  await name(page, 'Brand book');
  await node(page, 'Acme').focus();
  await page.keyboard.press('N');
  await name(page, 'Acme Labs');
  await node(page, 'Acme Labs').waitFor();
  const [acme, labs] = [core.clients[0], core.clients[1]];
  expect(labs?.parentId).toBe(acme?.id);
  expect(core.projects.map(({ clientId }) => clientId)).toEqual([acme?.id, acme?.id]);

  // Moving as trees do.
  await node(page, 'Acme').first().focus();
  await page.keyboard.press('ArrowLeft');
  await until(() => page.getByRole('treeitem').count(), 1);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await until(focused(page), 'Acme Labs');
  await page.keyboard.press('End');
  await until(focused(page), 'Website');
  await page.keyboard.press('m');
  await page.getByRole('combobox', { name: 'Find a client' }).fill('labs');
  await page.keyboard.press('Enter');
  await until(async () => core.projects.find((one) => one.name === 'Website')?.clientId, labs?.id);
  await node(page, 'Website').focus();
  await page.keyboard.press('e');
  await until(() => page.evaluate(() => document.activeElement instanceof HTMLInputElement), true);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Web shop');
  await page.keyboard.press('Enter');
  await node(page, 'Web shop').focus();
  await page.keyboard.press('a');
  await until(() => node(page, 'Web shop').count(), 0);
  await node(page, 'Archived').focus();
  await page.keyboard.press('ArrowRight');
  await node(page, 'Web shop').waitFor();

  // What hangs on it is said before it goes, its rule first.
  if (acme) core.settings.rules.push({ client_id: acme.id, name: 'Acme', rule: 'never' });
  await node(page, 'Acme').first().focus();
  await page.keyboard.press('Delete');
  const dialog = page.getByRole('dialog', { name: 'Delete “Acme”?' });
  await dialog.getByText('Its privacy rule ends').waitFor();
  await dialog.getByText('1 client below it stays').waitFor();
  await dialog.getByRole('button', { name: 'Delete the client' }).click();
  await until(async () => core.clients.length, 1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await until(async () => core.clients.length, 2);
  expect(faults).toEqual([]);
}, 150_000);

test('a project shows its checkpoints along a line; they are added, moved and changed by keys', async () => {
  const today = startOfToday(Date.now());
  const { page, core } = await open();
  const website = core.projects.find((one) => one.name === 'Website relaunch');
  await goTo(page, 'Projects');
  await node(page, /^Website relaunch/).click();
  await seeText(page, 'None yet. A checkpoint is');
  await page.getByRole('button', { name: 'Add a checkpoint' }).click();
  await page.getByRole('textbox', { name: 'Checkpoint' }).fill('Launch');
  await page.keyboard.press('Enter');
  const launch = page.getByRole('group', { name: /^Launch/ });
  await launch.focus();
  await page.keyboard.press('ArrowRight');
  await until(async () => core.checkpoints[0]?.date, startOfToday(today + 8 * DAY + DAY / 2));
  await page.getByRole('group', { name: /^Launch.*in 8 days/ }).focus();
  await page.keyboard.press('Shift+ArrowLeft');
  await page.getByRole('group', { name: /^Launch.*tomorrow/ }).waitFor();
  await page.getByRole('group', { name: /^Launch/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Checkpoint' }).fill('Soft launch');
  await page.keyboard.press('Enter');
  await page.getByRole('group', { name: /^Soft launch/ }).focus();
  await page.keyboard.press('Delete');
  await until(async () => core.checkpoints.length, 0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await until(async () => core.checkpoints[0]?.title, 'Soft launch');

  await page.keyboard.press('n');
  await page.keyboard.type('Write the imprint');
  await page.keyboard.press('Enter');
  await page.getByRole('row', { name: 'Write the imprint' }).waitFor();
  expect(core.tasks.at(-1)?.projectId).toBe(website?.id);
  await page.getByRole('button', { name: 'Write a note' }).click();
  await page.getByRole('textbox', { name: 'Title of the note' }).waitFor();
  expect(core.notes[0]?.projectId).toBe(website?.id);
}, 60_000);

test('a project’s tasks are the list of all tasks about it alone: keys, many at once, details, ten thousand of them', async () => {
  const { page, core, faults } = await open({
    prepare: (core) => {
      const projectId = core.projects.find((one) => one.name === 'Website relaunch')?.id ?? '';
      for (let at = 0; at < 10_000; at += 1)
        core.addTask({ title: `Piece ${at}`, projectId, dueDate: startOfToday(Date.now()) - DAY });
      core.addTask({ title: 'Of no project' });
    },
  });
  const website = core.projects.find((one) => one.name === 'Website relaunch');
  const row = (title: string) => page.getByRole('row', { name: title, exact: true });
  const piece = (at: number) => core.tasks.find(({ title }) => title === `Piece ${at}`);
  await goTo(page, 'Projects');
  await node(page, /^Website relaunch/).click();
  await row('Piece 0').focus();
  expect(await page.getByRole('row').count()).toBeLessThan(80);
  expect(await row('Of no project').count()).toBe(0);
  await page.keyboard.press('Space');
  await until(async () => piece(0)?.status, 'done');
  await until(focused(page), 'Piece 1');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await page.getByText('3 selected').waitFor();
  await page.keyboard.press('p');
  await page.getByRole('menuitemradio', { name: 'High' }).click();
  await until(async () => [1, 2, 3, 4].map((at) => piece(at)?.priority), ['high', 'high', 'high', 'medium']);
  await page.keyboard.press('Control+z');
  await until(async () => piece(2)?.priority, 'medium');
  await page.keyboard.press('Control+a');
  await page.getByText('1,000 selected').waitFor();
  expect(await page.getByText(/^The first 1,000 of 10,0/).count()).toBe(1);
  await page.keyboard.press('Escape');
  await page.keyboard.press('End');
  await until(async () => (await page.getByRole('row').last().getAttribute('aria-label')) === (await focused(page)()), true);
  await page.getByRole('searchbox', { name: 'Search tasks' }).fill('piece 4242');
  await row('Piece 4242').focus();
  await page.keyboard.press('o');
  await page.getByRole('complementary', { name: 'Task details' }).getByRole('textbox', { name: 'Title' }).waitFor();
  expect(page.url()).toContain(`#/projects/${website?.id}/task/${piece(4242)?.id}`);
  await page.reload();
  await page.getByRole('complementary', { name: 'Task details' }).getByRole('textbox', { name: 'Title' }).waitFor();
  await page.getByRole('button', { name: 'Close details' }).click();
  // Where another filter was left in the list of all tasks, nothing of it counts here, and the other way round.
  await page.getByRole('button', { name: 'Status: Open' }).click();
  await page.getByRole('menuitemradio', { name: 'Done' }).click();
  await row('Piece 0').waitFor();
  await goTo(page, 'Tasks');
  await page.getByRole('button', { name: 'Status: Open' }).waitFor();
  expect(faults).toEqual([]);
}, 150_000);

test('a checkpoint is found and made from the palette, and shown on its project’s page with the focus', async () => {
  const { page, core, faults } = await open();
  const at = (name: string) => core.projects.find((one) => one.name === name)?.id ?? '';
  const shown = () => page.evaluate(() => document.activeElement?.getAttribute('data-checkpoint') ?? undefined);
  const palette = page.getByRole('dialog', { name: 'Commands and search' });
  const base = { createdAt: 1, updatedAt: 1, revision: 1, origin: 'human' as const, externalId: null };
  for (let past = 0; past < 30; past += 1)
    core.checkpoints.push({
      ...base,
      id: `past-${past}`,
      isAiSuggested: 0,
      isApproved: 1,
      projectId: at('Taxes'),
      title: `Return ${past}`,
      date: Date.now() - (40 - past) * DAY,
    });
  await page.keyboard.press('Control+k');
  await palette.getByRole('combobox').fill('return 7');
  await palette.getByRole('option', { name: /^Return 7/ }).waitFor();
  await page.keyboard.press('Enter');
  // It is one of the earlier ones, which stand folded at first.
  await until(shown, 'past-7');
  expect(page.url()).toContain(`#/projects/${at('Taxes')}/checkpoint/past-7`);
  expect(await page.getByRole('group', { name: /^Return 7,/ }).getAttribute('aria-current')).toBe('true');

  // Where a project is open it is made in that one; a day among the words is its day.
  await page.keyboard.press('Control+k');
  await palette.getByRole('combobox').fill('Hand in tomorrow');
  await palette.getByRole('option', { name: 'Make the checkpoint “Hand in tomorrow”' }).click();
  await until(async () => core.checkpoints.at(-1)?.title, 'Hand in');
  expect(core.checkpoints.at(-1)?.projectId).toBe(at('Taxes'));
  await until(shown, core.checkpoints.at(-1)?.id);
  await page.keyboard.press('Control+z');
  await until(async () => core.checkpoints.length, 30);
  await seeText(page, 'no longer there');

  // Anywhere else its project is asked for, by keys alone.
  await goTo(page, 'Tasks');
  await page.getByRole('row').first().waitFor();
  await page.keyboard.press('Control+k');
  await palette.getByRole('combobox').fill('Soft launch');
  await palette.getByRole('option', { name: 'Make the checkpoint “Soft launch”…' }).click();
  await palette.getByRole('option', { name: 'Website relaunch' }).waitFor();
  await page.keyboard.type('website');
  await until(() => palette.getByRole('option').count(), 1);
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await until(async () => core.checkpoints.at(-1)?.title, 'Soft launch');
  expect(core.checkpoints.at(-1)?.projectId).toBe(at('Website relaunch'));
  await until(shown, core.checkpoints.at(-1)?.id);
  expect(faults).toEqual([]);
}, 60_000);

test('a tree of thousands scrolls and is searched, and only what is seen is in the page', async () => {
  const { page, core } = await open({ empty: true });
  const base = { createdAt: 1, updatedAt: 1, revision: 1, origin: 'human' as const, externalId: null };
  for (let at = 0; at < 5_000; at += 1)
    core.projects.push({
      ...base,
      id: `p${at}`,
      isAiSuggested: 0,
      isApproved: 1,
      clientId: null,
      name: `Project ${String(at).padStart(4, '0')}`,
      status: 'active',
      aiSummary: null,
    });
  core.tell('projects');
  await goTo(page, 'Projects');
  await node(page, 'Project 0000').focus();
  await page.keyboard.press('End');
  await node(page, 'Project 4999').waitFor();
  expect(await page.getByRole('treeitem').count()).toBeLessThan(80);
  await page.getByRole('searchbox', { name: 'Search clients and projects' }).fill('project 4200');
  await until(() => page.getByRole('treeitem').count(), 2);
  await node(page, 'Project 4200').waitFor();
}, 60_000);

test('projects and clients hold in the light and the dark, and in a narrow window', async () => {
  const { page, core } = await open();
  const long = `A client whose name is ${'very '.repeat(20)}long`;
  const base = { createdAt: 1, updatedAt: 1, revision: 1, origin: 'human' as const, externalId: null };
  core.clients.push({ ...base, id: 'long', parentId: null, name: long, industry: 'shipping' });
  const [first] = core.projects;
  if (first) Object.assign(first, { clientId: 'long', aiSummary: 'A new site, by spring.' });
  for (const [title, days] of [
    ['Kick-off', -20],
    ['Draft', -3],
    ['Review', 0],
    ['Launch', 14],
  ] as const)
    core.checkpoints.push({
      ...base,
      id: title,
      isAiSuggested: 0,
      isApproved: 1,
      projectId: first?.id ?? '',
      title,
      date: Date.now() + days * DAY,
    });
  core.tell('clients');
  for (const width of [1_240, 360]) {
    await page.setViewportSize({ width, height: 780 });
    await goTo(page, 'Projects');
    await node(page, /^Website relaunch/).click();
    await page.getByRole('group', { name: /^Launch/ }).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await page.getByRole('button', { name: 'Add a checkpoint' }).click();
    await page.getByRole('textbox', { name: 'Checkpoint' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('link', { name: long }).click();
    await page.getByRole('article', { name: /^Client:/ }).waitFor();
    await page.getByRole('textbox', { name: 'Industry' }).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  }
}, 150_000);
