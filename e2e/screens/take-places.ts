import type { Page } from 'playwright';
import { makeSamplePlaces } from '#e2e/demo/sample-places.ts';
import type { AppRpc } from '#e2e/fixtures/rpc.ts';

/** The pictures of projects, clients and notes. */
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
  const rests = () => page.waitForTimeout(700);
  await place('Projects').click();
  await page.evaluate((id) => void (window.location.hash = `#/projects/${id}`), projectId);
  await page.getByRole('group', { name: /^Launch/ }).waitFor();
  await rests();
  await take('project');
  await page.evaluate((id) => void (window.location.hash = `#/clients/${id}`), clientId);
  await page.getByRole('list', { name: 'What it owes you' }).waitFor();
  await rests();
  await take('client');
  await page.evaluate((id) => void (window.location.hash = `#/notes/${id}`), noteId);
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
  await page.setViewportSize({ width: 360, height: 740 });
  await rests();
  await take('note-narrow');
  await page.evaluate((id) => void (window.location.hash = `#/projects/${id}`), projectId);
  await page.getByRole('group', { name: /^Launch/ }).waitFor();
  await rests();
  await take('project-narrow');
  await page.setViewportSize({ width: 1280, height: 800 });
}
