import type { Page } from 'playwright';
import { makeSamplePlaces } from '#e2e/demo/sample-places.ts';
import type { AppRpc } from '#e2e/fixtures/rpc.ts';

/** The pictures of projects, clients, notes, and of what finds them. */
export async function takePlaces({
  page,
  rpc,
  take,
}: {
  page: Page;
  rpc: AppRpc;
  take: (name: string) => Promise<void>;
}): Promise<void> {
  const { projectId, clientId, noteId } = await makeSamplePlaces(rpc);
  const place = (name: string) => page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name });
  const goTo = (hash: string) => page.goto(new URL(hash, page.url()).href);
  const rests = () => page.waitForTimeout(700);
  await place('Projects').click();
  await page.getByRole('tree').getByRole('treeitem').first().waitFor();
  await rests();
  await take('projects');
  await goTo(`#/projects/${projectId}`);
  await page.getByRole('group', { name: /^Launch/ }).waitFor();
  await rests();
  await take('project');
  await goTo(`#/clients/${clientId}`);
  await page.getByRole('list', { name: 'What it owes you' }).waitFor();
  await rests();
  await take('client');
  await place('Notes').click();
  await page.getByRole('list', { name: 'Notes' }).getByRole('link').first().waitFor();
  await rests();
  await take('notes');
  await goTo(`#/notes/${noteId}`);
  await page.getByRole('textbox', { name: 'Text of the note' }).waitFor();
  await page.getByTitle('Write and read').click();
  await page.getByRole('region', { name: 'Preview' }).getByRole('table').waitFor();
  await rests();
  await take('note');
  await page.getByTitle('Write', { exact: true }).click();
  await page.getByText('Meaning', { exact: true }).first().click();
  await page.getByRole('searchbox', { name: 'Search notes' }).fill('the rate for an hour of design');
  await page.getByRole('list', { name: 'Found notes' }).waitFor();
  await rests();
  await take('notes-by-meaning');
  await place('Settings').click();
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Search' }).click();
  await page.getByText('can be found by meaning').waitFor();
  await rests();
  await take('settings-search');
  await goTo(`#/notes/${noteId}`);
  await page.getByRole('textbox', { name: 'Text of the note' }).waitFor();
  await page.setViewportSize({ width: 360, height: 740 });
  await rests();
  await take('note-narrow');
  await goTo(`#/projects/${projectId}`);
  await page.getByRole('group', { name: /^Launch/ }).waitFor();
  await rests();
  await take('project-narrow');
  await page.setViewportSize({ width: 1280, height: 800 });
}
