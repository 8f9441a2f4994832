import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { newId } from './memory-core.ts';
import type { MemoryCore } from './memory-state.ts';
import { goTo, seeText, until, usePages } from './page-steps.ts';
import { violations } from './violations.ts';

const open = usePages();

function addNote(
  core: MemoryCore,
  { title, content, projectId = null }: { title: string; content: string; projectId?: string | null },
) {
  const at = Date.now();
  core.notes.push({
    id: newId(),
    createdAt: at,
    updatedAt: at,
    revision: 1,
    origin: 'human',
    externalId: null,
    isAiSuggested: 0,
    isApproved: 1,
    title,
    content,
    projectId,
  });
}

async function goToSearchSettings(page: Page) {
  await goTo(page, 'Settings');
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Search' }).click();
  const reader = page.getByRole('combobox', { name: 'Notes are read by' });
  await reader.waitFor();
  return reader;
}

test('who reads the notes is changed after it was said what then leaves; it can be left, refused, and taken back', async () => {
  const { page, core, faults } = await open({
    prepare: (core) => {
      core.settings.meaning.state = { embedded: 11, waiting: 0, failed: 1, index: 'ready' };
    },
  });
  const reader = await goToSearchSettings(page);
  await seeText(page, '11 notes can be found by meaning, 1 by its words alone.');
  await reader.selectOption({ label: 'OpenAI, small' });
  await seeText(page, 'The text of your notes then goes to OpenAI');
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Leave it as it is' }).click();
  await until(() => reader.inputValue(), 'offline:rules');
  await seeText(page, '11 notes can be found by meaning');
  expect(core.settings.calls).toEqual([]);

  await reader.selectOption({ label: 'OpenAI, small' });
  core.settings.refuse.set('embed by openai:text-embedding-3-small', {
    kind: 'UNAVAILABLE',
    code: 'busy',
    sentence: 'The disk is full. Nothing was changed.',
  });
  const agree = page.getByRole('button', { name: 'Let it read my notes' });
  await agree.click();
  await seeText(page, 'The disk is full. Nothing was changed.');
  await agree.click();
  await seeText(page, '12 still to be read');
  await seeText(page, 'The index is being built');
  expect(core.settings.meaning.embed_model).toBe('openai:text-embedding-3-small');
  core.settings.meaning.state = {
    ...core.settings.meaning.state,
    fault: 'The backend has no key for OpenAI. Your notes wait, and are found by their words meanwhile.',
  };
  core.tell('settings');
  await page.getByRole('alert').getByText('The backend has no key for OpenAI').waitFor();

  // Nothing leaves by the model of this device, so there is nothing to agree to.
  await reader.selectOption({ label: 'Adiuva itself, on this device' });
  await until(async () => core.settings.meaning.embed_model, 'offline:rules');
  await until(() => page.getByRole('alert').count(), 0);
  expect(faults).toEqual([]);
});

test('any model can be named; what is no name is told at its field, and keys alone do all of it', async () => {
  const { page, core, faults } = await open();
  const reader = await goToSearchSettings(page);
  await reader.selectOption({ label: 'Another model…' });
  const name = page.getByRole('textbox', { name: 'Name of the model' });
  await seeText(page, 'goes to whoever runs that model');
  await name.press('Enter');
  await seeText(page, 'Write it as provider:model');
  expect(await name.getAttribute('aria-invalid')).toBe('true');
  await name.fill('  local:nomic-embed-text ');
  await name.press('Enter');
  await until(async () => core.settings.calls, ['embed by local:nomic-embed-text']);
  await until(() => reader.inputValue(), 'local:nomic-embed-text');
  await until(() => name.count(), 0);
  expect(faults).toEqual([]);
});

test('notes are found by what they mean, best first, within a project; by words alone it is said so', async () => {
  const { page, core, faults } = await open();
  const project = core.projects[0];
  if (!project) throw new Error('no project');
  addNote(core, { title: 'Price list', content: 'Ninety-five an hour' });
  addNote(core, { title: 'What it costs', content: 'The pricing of the hosting', projectId: project.id });
  addNote(core, { title: 'Garden', content: 'Tulips' });
  core.tell('notes');
  await goTo(page, 'Notes');
  await page.getByRole('group', { name: 'Search by' }).getByText('Meaning').click();
  await page.getByRole('searchbox', { name: 'Search notes' }).fill('price');
  const found = page.getByRole('list', { name: 'Found notes' }).getByRole('link');
  await until(() => found.count(), 2);
  expect(await found.first().innerText()).toContain('Price list');
  expect(await found.first().innerText()).toContain('by its words');
  expect(await found.nth(1).innerText()).toContain('by meaning');
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Project: All notes' }).click();
  await page.getByRole('combobox', { name: 'Find a project' }).fill(project.name);
  await page.getByRole('option', { name: project.name }).click();
  await until(() => found.count(), 1);
  await found.first().click();
  await page.getByRole('textbox', { name: 'Title of the note' }).waitFor();
  core.settings.meaning.state = { ...core.settings.meaning.state, fault: 'The backend is away.' };
  core.tell('notes');
  await seeText(page, 'By words alone');
  core.settings.refuse.set('search tulips', {
    kind: 'UNAVAILABLE',
    sentence: 'The notes could not be searched just now. Nothing is lost.',
    code: 'busy',
  });
  await page.getByRole('searchbox', { name: 'Search notes' }).fill('tulips');
  await page.getByRole('alert').getByText('could not be searched').waitFor();
  await page.getByRole('alert').getByRole('button', { name: 'Try again' }).click();
  await until(() => found.count(), 0);
  await seeText(page, 'Nothing fits');
  await page.getByRole('searchbox', { name: 'Search notes' }).fill('zebra');
  await seeText(page, 'Nothing fits');
  expect(faults).toEqual([]);
});
