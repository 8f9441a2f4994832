import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Note } from '@adiuva/shared-protocol';
import { newId } from './memory-core.ts';
import type { MemoryCore } from './memory-state.ts';
import { goTo, seeText, until, usePages } from './page-steps.ts';
import { violations } from './violations.ts';

const open = usePages();

function addNote(core: MemoryCore, note: Partial<Note> & { title: string; content: string }): Note {
  const now = Date.now();
  const made: Note = {
    id: newId(),
    createdAt: now,
    updatedAt: now,
    revision: 1,
    origin: 'human',
    externalId: null,
    isAiSuggested: 0,
    isApproved: 1,
    projectId: null,
    ...note,
  };
  core.notes.push(made);
  return made;
}
const textOf = (core: MemoryCore, title: string) => async () => core.notes.find((note) => note.title === title)?.content;
const editor = (page: Page) => page.getByRole('textbox', { name: 'Text of the note' });
/** What stands in the editor, line by line. */
const shown = (page: Page) => () =>
  editor(page).evaluate((content) => [...content.querySelectorAll('.cm-line')].map((line) => line.textContent).join('\n'));
/** Takes the one thing that is offered by now. */
async function take(page: Page, name: RegExp): Promise<void> {
  await page.locator('.cm-tooltip-autocomplete:not(.cm-tooltip-autocomplete-disabled)').getByRole('option', { name }).waitFor();
  await until(() => page.getByRole('option').count(), 1);
  await page.keyboard.press('Enter');
}
const row = (page: Page, title: string) => page.getByRole('list', { name: 'Notes' }).getByRole('link', { name: title });

async function openNote(page: Page, title: string): Promise<void> {
  await goTo(page, 'Notes');
  await row(page, title).click();
  await editor(page).waitFor();
}

test('a note is made, named, written and linked by keys alone, and saved as it stands', async () => {
  const { page, core, faults } = await open({ empty: true });
  addNote(core, { title: 'Price list', content: 'Ninety-five an hour' });
  core.addTask({ title: 'Send the offer' });
  await page.getByRole('textbox', { name: 'Message' }).waitFor();
  await page.getByRole('textbox', { name: 'Message' }).blur();
  await page.keyboard.press('g');
  await page.keyboard.press('n');
  await row(page, 'Price list').waitFor();
  await page.getByRole('button', { name: 'New note' }).first().focus();
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Title of the note' }).waitFor();
  await until(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')), 'Title of the note');
  await page.keyboard.type('Offer for Ada');
  await page.keyboard.press('Enter');
  await page.keyboard.type('# Offer\n\n- [ ] call\nask [[pric');
  await take(page, /Price list/);
  await page.keyboard.type('\n\nand [[send');
  await take(page, /Send the offer/);
  await page.keyboard.type(' ');
  await page.keyboard.press('Control+b');
  await page.keyboard.type('soon');
  await page.keyboard.press('Control+s');
  const task = core.tasks[0]?.id;
  const written = `# Offer\n\n- [ ] call\n- [ ] ask [[Price list]]\nand [Send the offer](#/tasks/${task}) **soon**`;
  await until(textOf(core, 'Offer for Ada'), written);
  await seeText(page, 'Saved');

  // It reads as written; its links lead where they say, and the other note tells of it.
  await page.getByTitle('Write and read').click();
  await page.getByRole('region', { name: 'Preview' }).getByRole('link', { name: 'Price list' }).click();
  await page.getByRole('article', { name: 'Note: Price list' }).waitFor();
  await page.getByRole('navigation', { name: 'Notes that link here' }).getByRole('link', { name: 'Offer for Ada' }).click();
  await page.getByRole('region', { name: 'Preview' }).getByRole('link', { name: 'Send the offer' }).click();
  await until(async () => page.url().includes(`#/tasks/${task}`), true);
  await page.getByRole('navigation', { name: 'Notes that link here' }).getByRole('link', { name: 'Offer for Ada' }).waitFor();
  expect(faults).toEqual([]);
}, 60_000);

test('what is typed at once into a note that was just opened stays, however often and late it is read', async () => {
  const { page, core } = await open({ empty: true });
  const note = addNote(core, { title: 'Untitled', content: 'text' });
  const answers: (() => void)[] = [];
  core.answersNote = () => new Promise((resolve) => void answers.push(resolve));
  await goTo(page, 'Notes');
  await row(page, 'Untitled').click();
  await until(async () => answers.length, 1);
  core.tell('notes', note.id);
  // All that the page asks after has been asked, once its list was read anew.
  addNote(core, { title: 'Another', content: '' });
  core.tell('notes');
  await row(page, 'Another').waitFor();
  answers.shift()?.();
  const title = page.getByRole('textbox', { name: 'Title of the note' });
  await title.fill('Call with Ada');
  for (const answer of answers.splice(0)) answer();
  core.answersNote = async () => {};
  await page.keyboard.press('Control+s');
  await until(async () => core.notes.find(({ id }) => id === note.id)?.title, 'Call with Ada');
  expect(await title.inputValue()).toBe('Call with Ada');
}, 60_000);

test('whatever a text is made of comes back byte for byte, and only what was typed is changed', async () => {
  const texts = {
    windows: '---\r\ntitle: x\r\n---\r\n\r\n\tTab  \r\n\r\nend',
    mixed: 'one\r\ntwo\nthree\rfour\r\n\r\nend',
    strange: '<b>HTML</b> [[Wiki|link]] 👩‍👩‍👧‍👦 \u200B\u200D\uFEFF e\u0301 \u2028x\u2029 \u0007  \nend',
    long: `${'A line of text that stands here.  \n'.repeat(6_000)}end`,
  };
  const { page, core } = await open({
    empty: true,
    prepare: (core) => {
      for (const [title, content] of Object.entries(texts)) addNote(core, { title, content });
    },
  });
  for (const [title, content] of Object.entries(texts)) {
    await openNote(page, title);
    await editor(page).focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('!');
    await page.keyboard.press('Control+s');
    await until(textOf(core, title), `${content}!`);
  }
}, 60_000);

test('a window that is killed while nobody answers loses nothing: its text is offered again, kept or taken out', async () => {
  const { page, core, served } = await open({
    empty: true,
    prepare: (core) => void addNote(core, { title: 'Plan', content: 'old' }),
  });
  const url = page.url();
  const context = page.context();
  for (const [choice, wanted] of [
    ['Take it out again', 'old'],
    ['Keep it', 'old and new'],
  ] as const) {
    const written = await context.newPage();
    await written.goto(`${url.split('#')[0]}#token=key`);
    await openNote(written, 'Plan');
    await served.die();
    await editor(written).focus();
    await written.keyboard.press('Control+End');
    await written.keyboard.type(' and new');
    await seeText(written, 'Kept in this browser; saved as soon as');
    const killed = written.waitForEvent('crash');
    const session = await context.newCDPSession(written);
    void session.send('Page.crash').catch(() => undefined);
    await killed;
    await served.resume();
    const again = await context.newPage();
    await again.goto(`${url.split('#')[0]}#token=key`);
    await openNote(again, 'Plan');
    await again.getByText('Text that was not saved when its window closed').waitFor();
    await until(shown(again), 'old and new');
    await again.getByRole('button', { name: choice }).click();
    await until(textOf(core, 'Plan'), wanted);
    await seeText(again, 'Saved');
    await again.close();
  }
}, 150_000);

test('what is written while the core is away is saved when it is back', async () => {
  const { page, core, served } = await open({
    empty: true,
    prepare: (core) => void addNote(core, { title: 'Plan', content: '' }),
  });
  await openNote(page, 'Plan');
  await served.die();
  await editor(page).focus();
  await page.keyboard.type('written to nobody');
  await seeText(page, 'Kept in this browser; saved as soon as');
  await goTo(page, 'Tasks');
  await served.resume();
  await until(textOf(core, 'Plan'), 'written to nobody');
}, 60_000);

test('two who write one note: both are shown, and nothing of either is lost', async () => {
  const { page, core } = await open({ empty: true });
  const base = 'first\n\nsecond\n\nthird\n';
  const meets = [
    ['Bring both together', 'mine first\n\nsecond\n\ntheir third\n', undefined],
    ['Use mine', 'mine first\n\nsecond\n\nthird\n', undefined],
    ['Keep what is there', 'first\n\nsecond\n\ntheir third\n', 'mine first\n\nsecond\n\nthird\n'],
  ] as const;
  for (const [choice, wanted, copy] of meets) {
    core.notes.length = 0;
    const note = addNote(core, { title: 'Shared', content: base });
    core.tell('notes');
    await openNote(page, 'Shared');
    await editor(page).focus();
    await page.keyboard.press('Control+Home');
    Object.assign(note, { content: 'first\n\nsecond\n\ntheir third\n', revision: 2 });
    await page.keyboard.type('mine ');
    await page.getByRole('button', { name: 'Compare…' }).click();
    const dialog = page.getByRole('dialog', { name: 'This note was changed meanwhile' });
    await dialog.getByRole('region', { name: 'There now' }).getByText('their third').waitFor();
    await dialog.getByRole('region', { name: 'Yours, not saved yet' }).getByText('mine first').waitFor();
    expect(await violations(page)).toEqual([]);
    await dialog.getByRole('button', { name: choice }).click();
    await until(textOf(core, 'Shared'), wanted);
    await until(shown(page), wanted);
    if (copy !== undefined) await until(textOf(core, 'Shared (my version)'), copy);
  }
  // Nobody here writes: what another writes is simply seen.
  const [shared] = core.notes;
  if (shared) Object.assign(shared, { content: 'another text', revision: shared.revision + 1 });
  core.tell('notes');
  await until(shown(page), 'another text');
}, 60_000);

test('notes are searched, moved, deleted and brought back; one that is deleted elsewhere can be saved anew', async () => {
  const { page, core } = await open();
  const plan = addNote(core, { title: 'Plan', content: 'About the zebra' });
  addNote(core, { title: 'Other', content: 'Nothing of it' });
  core.tell('notes');
  await goTo(page, 'Notes');
  await page.getByRole('searchbox', { name: 'Search notes' }).fill('zebra');
  await until(() => page.getByRole('list', { name: 'Notes' }).getByRole('link').count(), 1);
  await row(page, 'Plan').click();
  await page.getByRole('button', { name: 'Project: No project' }).click();
  await page.getByRole('combobox', { name: 'Find a project' }).fill('Taxes');
  await page.getByRole('option', { name: 'Taxes' }).click();
  await seeText(page, 'Moved the note to “Taxes”');
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await seeText(page, 'Deleted the note “Plan”');
  expect(core.notes.map(({ title }) => title)).toEqual(['Other']);
  await page.getByRole('button', { name: 'Undo' }).click();
  await row(page, 'Plan').click();
  await editor(page).focus();
  core.notes.splice(
    core.notes.findIndex(({ id }) => id === plan.id),
    1,
  );
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' and more');
  await page.getByRole('button', { name: 'Save as a new note' }).click();
  await until(async () => core.notes.at(-1)?.content, 'About the zebra and more');
  await until(shown(page), 'About the zebra and more');
}, 60_000);

test('notes hold in the light and the dark, in a narrow window, and when there are none', async () => {
  const { page, core } = await open({ empty: true });
  await goTo(page, 'Notes');
  await seeText(page, 'No notes yet');
  expect(await violations(page)).toEqual([]);
  addNote(core, {
    title: `A name that is ${'very '.repeat(30)}long`,
    content: `# Head\n\n- [ ] open\n- [x] done\n\n> quote\n\n\`code\` [link](https://example.com) <b>html</b> ${'word'.repeat(80)}\n\n| a | b |\n|---|---|\n| 1 | 2 |\n`,
  });
  core.tell('notes');
  for (const width of [1_240, 360]) {
    await page.setViewportSize({ width, height: 780 });
    await goTo(page, 'Notes');
    await row(page, 'A name that is').click();
    await editor(page).waitFor();
    expect(await violations(page)).toEqual([]);
    await editor(page).focus();
    await page.keyboard.press('Control+f');
    await page.getByRole('textbox', { name: 'Find' }).fill('open');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByTitle('Read', { exact: true }).click();
    await page.getByRole('region', { name: 'Preview' }).getByRole('heading', { name: 'Head' }).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await page.getByTitle('Write', { exact: true }).click();
  }
  await page.getByRole('button', { name: 'All notes' }).click();
  await row(page, 'A name that is').waitFor();
}, 150_000);
