/**
 * `node e2e/screens/main.ts [FOLDER]`: takes the pictures of docs/screens from the running app, light and dark, on a sample
 * workspace; into another folder, to look at them first.
 */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium, type Page } from 'playwright';
import { makeBusyDay } from '#e2e/demo/busy-day.ts';
import { makeSampleClients } from '#e2e/demo/sample-clients.ts';
import { makeSampleWorkspace } from '#e2e/demo/sample-workspace.ts';
import { startApp } from '#e2e/fixtures/app-process.ts';
import { repository } from '#e2e/fixtures/node-process.ts';
import { startScriptedLlm } from '#e2e/fixtures/scripted-llm.ts';
import { temporaryHome } from '#e2e/fixtures/temporary-home.ts';
import { chatPage } from '#e2e/pages/chat-page.ts';
import { seeingScript, takeModels } from './take-models.ts';
import { takePlaces } from './take-places.ts';
import { takeTask } from './take-task.ts';

const [elsewhere] = process.argv.slice(2);
const folder = elsewhere === undefined ? join(repository, 'docs', 'screens') : resolve(elsewhere);
/** Where Ollama answers by default: what the pictures show is what a reader would see. */
const MODEL_PORT = 11_434;

async function take({ page, name }: { page: Page; name: string }): Promise<void> {
  // Nothing is pointed at.
  await page.mouse.move(2, 2);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.screenshot({ path: join(folder, `${name}-${colorScheme}.png`) });
  }
}

const { home, remove } = temporaryHome();
const llm = await startScriptedLlm({ script: seeingScript, port: MODEL_PORT });
const app = await startApp({ home, env: { LOCAL_LLM_BASE_URL: llm.baseUrl } });
const browser = await chromium.launch({
  executablePath: process.env['ADIUVA_CHROMIUM'] ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
try {
  mkdirSync(folder, { recursive: true });
  await makeSampleWorkspace(app.rpc);
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(app.appUrl);
  await makeBusyDay(app.rpc);
  await makeSampleClients(app.rpc);
  await page.getByRole('list', { name: 'Overdue' }).waitFor();
  await page.keyboard.press('n');
  await page.keyboard.type('Send the offer for the Warehouse audit by next Friday at 3pm !high @anna');
  await page.getByRole('group', { name: 'Understood' }).waitFor();
  await page.waitForTimeout(700);
  await take({ page, name: 'today' });
  await page.keyboard.press('Control+k');
  await page.keyboard.type('ware');
  await page
    .getByRole('option', { name: /Warehouse audit/ })
    .first()
    .waitFor();
  await page.waitForTimeout(700);
  await take({ page, name: 'palette' });
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Tasks' }).first().click();
  await page.getByRole('row').nth(1).focus();
  for (const key of ['x', 'j', 'x', 'j', 'x']) await page.keyboard.press(key);
  await page.waitForTimeout(700);
  await take({ page, name: 'tasks-selected' });
  await page.keyboard.press('Escape');
  await page.keyboard.press('v');
  await page.locator('[data-card]').first().click();
  await page.getByRole('textbox', { name: 'New comment' }).waitFor();
  await page.waitForTimeout(700);
  await take({ page, name: 'board' });
  await page.getByRole('button', { name: 'Close details' }).click();
  await page.keyboard.press('v');
  await takeTask({ page, rpc: app.rpc, take: () => take({ page, name: 'task' }) });
  const chat = chatPage(page);
  const messages = [
    'How many tasks are open for the website?',
    'Create a task called Buy milk due Friday',
    'What is overdue?',
    'Mark the invoice as done',
  ];
  for (const [index, message] of messages.entries()) {
    await chat.say(message);
    await chat.answers.nth(index).waitFor();
    await page.getByRole('button', { name: 'Stop' }).waitFor({ state: 'detached' });
    await page.waitForTimeout(700);
  }
  await take({ page, name: 'chat' });
  await page.getByRole('link', { name: 'Tasks' }).click();
  await page.getByRole('row', { name: 'Buy milk' }).waitFor();
  await take({ page, name: 'tasks' });
  await page.getByRole('link', { name: 'Activity' }).click();
  await page.getByRole('button', { name: /^Undo/ }).first().waitFor();
  await take({ page, name: 'activity' });
  await chat.say('Delete the tasks Buy milk and Count the pallets');
  await page.getByRole('button', { name: 'Approve', exact: true }).first().waitFor();
  await page.waitForTimeout(700);
  await take({ page, name: 'approval' });
  await chat.say('Post the offer is ready to https://hooks.example.com/team');
  await page.getByText('hooks.example.com').last().waitFor();
  await page.waitForTimeout(700);
  await take({ page, name: 'approval-webhook' });
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: /In progress/ }).click();
  await page.waitForTimeout(700);
  await take({ page, name: 'in-progress' });
  await page.getByRole('link', { name: 'What left' }).click();
  await page.getByRole('heading', { name: 'What left' }).first().waitFor();
  await page.waitForTimeout(700);
  await take({ page, name: 'what-left' });
  await page.getByRole('link', { name: 'Settings' }).click();
  const settings = page.getByRole('navigation', { name: 'Settings' });
  for (const section of ['Connection', 'Privacy', 'Approvals', 'Appearance', 'Backups', 'Data check', 'About'] as const) {
    await settings.getByRole('link', { name: section }).click();
    await page.waitForTimeout(700);
    await take({ page, name: `settings-${section.toLowerCase().replace(' ', '-')}` });
  }
  const takeHere = (name: string): Promise<void> => take({ page, name });
  await takePlaces({ page, rpc: app.rpc, take: takeHere });
  await takeModels({ page, browser, app, now: Date.now(), take: takeHere });
} finally {
  await browser.close();
  await app.close();
  await llm.close();
  remove();
}
