import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { startApp, type RunningApp } from '#e2e/fixtures/app-process.ts';
import { startScriptedLlm, type ScriptedLlm } from '#e2e/fixtures/scripted-llm.ts';
import { temporaryHome } from '#e2e/fixtures/temporary-home.ts';
import { chatPage } from '#e2e/pages/chat-page.ts';

const picture = readFileSync(join(import.meta.dirname, '../../docs/screens/chat-light.png'));

/** The whole app, whose local server has a model that sees, and tells how much it was shown. */
const test = base.extend<{ seeing: { app: RunningApp; llm: ScriptedLlm } }>({
  seeing: async ({ page }, use) => {
    const { home, remove } = temporaryHome();
    const llm = await startScriptedLlm({ script: () => ({ text: ['I see ', 'a chat.'] }) });
    const app = await startApp({ home, env: { LOCAL_LLM_BASE_URL: llm.baseUrl } });
    try {
      await page.goto(app.appUrl);
      await use({ app, llm });
    } finally {
      await app.close();
      await llm.close();
      remove();
    }
  },
});
const { expect } = base;

test('an image is attached, seen by the model as it is, and still there after a reload', async ({ seeing, page }) => {
  const { app, llm } = seeing;
  await page.getByRole('link', { name: 'Chat' }).click();
  await page.locator('input[type=file]').setInputFiles({ name: 'screen.png', mimeType: 'image/png', buffer: picture });
  await page.getByRole('button', { name: /^Model of this conversation/ }).click();
  await page.getByRole('textbox', { name: 'Another one' }).fill('local:llava');
  await page.getByRole('button', { name: 'Use', exact: true }).click();
  const chat = chatPage(page);
  await expect(page.getByRole('list', { name: 'Files of the message' })).toContainText('KB');
  await chat.say('What is on it?');
  await expect(chat.answers.last()).toContainText('I see a chat.');
  await expect(chat.answers.last()).toContainText('local:llava');
  const asked = llm.requests.map(({ body }) => JSON.stringify(body['messages']));
  expect(asked.some((messages) => messages.includes(picture.toString('base64')))).toBe(true);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Look at screen.png' }).getByRole('img')).toBeVisible();
  expect(existsSync(join(app.home, 'device', 'attachments', createHash('sha256').update(picture).digest('hex')))).toBe(true);
  const { items } = await app.rpc.privacy.ledger({ offset: 0, limit: 50 });
  expect(items).toContainEqual(expect.objectContaining({ action: 'attachment', labels: ['screen.png'], bytes: picture.length }));
});
