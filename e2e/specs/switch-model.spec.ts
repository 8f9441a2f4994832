import { test as base, type Page } from '@playwright/test';
import { startApp, type RunningApp } from '#e2e/fixtures/app-process.ts';
import { startScriptedLlm, type ScriptedLlm } from '#e2e/fixtures/scripted-llm.ts';
import { temporaryHome } from '#e2e/fixtures/temporary-home.ts';
import { chatPage } from '#e2e/pages/chat-page.ts';

const KEY = 'a-key-that-nobody-sees-again-7Q2x';

/** The whole app, and a server of the user's own beside it, which the app is not told of. */
const test = base.extend<{ both: { app: RunningApp; llm: ScriptedLlm } }>({
  both: async ({ page }, use) => {
    const { home, remove } = temporaryHome();
    const llm = await startScriptedLlm({ script: () => ({ text: ['Said by my own server.'] }) });
    const app = await startApp({ home });
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

async function openPicker(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Model of this conversation/ }).click();
}

test('one chat goes from offline to a server with a key typed in Settings, and back', async ({ both, page }) => {
  const { app, llm } = both;
  await page.evaluate("location.assign('#/settings/models')");
  await page.getByRole('button', { name: /key of Your own server/ }).click();
  await page.getByRole('textbox', { name: 'Address of your own server' }).fill(llm.baseUrl);
  await page.getByRole('button', { name: 'Save the address' }).click();
  await expect(page.getByText(llm.baseUrl)).toBeVisible();
  await page.getByRole('button', { name: /key of Your own server/ }).click();
  await page.getByRole('textbox', { name: 'Key of Your own server' }).fill(KEY);
  await page.getByRole('button', { name: 'Save the key' }).click();
  await expect(page.getByText('••••7Q2x')).toBeVisible();

  const chat = chatPage(page);
  await chat.say('Create a task Call Anna');
  await expect(chat.answers.last()).toContainText('offline');
  await openPicker(page);
  await page.getByRole('textbox', { name: 'Another one' }).fill('local:script');
  await page.getByRole('button', { name: 'Use', exact: true }).click();
  await chat.say('And now?');
  await expect(chat.answers.last()).toContainText('Said by my own server.');
  await expect(chat.answers.last()).toContainText('local:script');
  expect(llm.requests.at(-1)?.headers.authorization).toBe(`Bearer ${KEY}`);
  await openPicker(page);
  await page.getByRole('button', { name: 'By rules' }).click();
  await chat.say('List my tasks');
  await expect(chat.answers.last()).toContainText('Call Anna');
  await expect(chat.answers).toHaveCount(3);

  await page.evaluate("location.assign('#/usage')");
  await expect(page.getByRole('rowheader', { name: 'local:script' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Create a task Call Anna' })).toBeVisible();
  expect(await page.content()).not.toContain(KEY);
  expect(`${app.process.log()} ${JSON.stringify(app.process.events)}`).not.toContain(KEY);
});
