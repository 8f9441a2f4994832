import type { Browser, Page } from 'playwright';
import { makeSampleUsage } from '#e2e/demo/sample-usage.ts';
import type { RunningApp } from '#e2e/fixtures/app-process.ts';
import type { LlmScript } from '#e2e/fixtures/llm-script.ts';

/** A model of the user's own server that sees. */
const MODEL = 'qwen2.5vl';

const seen = `The sketch is a home page with three parts:

1. **Header**: the name on the left, five links on the right.
2. **A large picture** with one sentence over it and the button *Book a tour*.
3. Three columns: *Tours*, *Rental*, *Courses*, each with a picture and two lines.

What is missing is a footer: opening hours, the way there, and the imprint. And five links in a row are tight on a phone.`;

/** What the server of the user's own answers. */
export const seeingScript: LlmScript = () => ({ text: [seen] });

const asked = ['What is due this week?', 'Which projects does Ottica Bianchi have?', 'List the open tasks of Warehouse audit'];

const sketch = `<body style="margin:0;width:880px;height:620px;background:#fbfaf6;font:500 20px 'Inter',sans-serif;color:#333">
<div style="display:flex;justify-content:space-between;padding:26px 34px;border-bottom:3px solid #444"><b>fjord kayaks</b>
<span style="color:#666;word-spacing:14px">tours rental courses about contact</span></div>
<div style="margin:26px 34px;height:230px;border:3px solid #444;border-radius:6px;background:
linear-gradient(to top right,transparent 49.6%,#bbb 49.6%,#bbb 50.4%,transparent 50.4%),linear-gradient(to bottom right,
transparent 49.6%,#bbb 49.6%,#bbb 50.4%,transparent 50.4%);display:grid;place-content:center;gap:16px;text-align:center">
<span style="background:#fbfaf6;padding:6px 14px;font-size:26px">The quiet way through the islands</span>
<span style="justify-self:center;border:3px solid #444;border-radius:20px;padding:7px 22px;background:#e7d9a8">Book a tour</span></div>
<div style="display:flex;gap:24px;padding:0 34px">${['Tours', 'Rental', 'Courses']
  .map(
    (
      name,
    ) => `<div style="flex:1"><div style="height:96px;border:3px solid #444;border-radius:6px"></div><p style="margin:12px 0 6px">
${name}</p><div style="height:8px;background:#ccc;margin-bottom:8px"></div><div style="height:8px;width:70%;background:#ccc"></div></div>`,
  )
  .join('')}</div></body>`;

async function drawSketch(browser: Browser): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: 880, height: 620 } });
  await page.setContent(sketch);
  const picture = await page.screenshot();
  await page.close();
  return picture;
}

/** The pictures of what models do and cost: an image asked about, the choice of a model, keys, and usage. */
export async function takeModels({
  page,
  browser,
  app,
  now,
  take,
}: {
  page: Page;
  browser: Browser;
  app: RunningApp;
  now: number;
  take: (name: string) => Promise<void>;
}): Promise<void> {
  const rests = () => page.waitForTimeout(700);
  const goTo = (hash: string) => page.goto(new URL(hash, page.url()).href);
  await app.rpc.models.update({
    keys: { anthropic: 'sk-ant-a-sample-that-opens-nothing-4f1c', deepseek: 'sk-a-sample-that-opens-nothing-82be' },
    roles: { extract: 'deepseek:deepseek-chat' },
  });
  for (const text of asked) await app.rpc.chat.send({ text });
  await page.getByRole('link', { name: 'Chat' }).click();
  await page.getByRole('button', { name: 'New conversation' }).first().click();
  const picture = await drawSketch(browser);
  await page.locator('input[type=file]').setInputFiles({ name: 'home-page-sketch.png', mimeType: 'image/png', buffer: picture });
  await page.getByRole('list', { name: 'Files of the message' }).getByText('KB').waitFor();
  await page.getByRole('button', { name: /^Model of this conversation/ }).click();
  await rests();
  await take('model-picker');
  await page.getByRole('textbox', { name: 'Another one' }).fill(`local:${MODEL}`);
  await page.getByRole('button', { name: 'Use', exact: true }).click();
  await page.getByRole('textbox', { name: 'Message' }).fill('What is on this sketch of Fjord Kayaks, and what is missing?');
  await page.keyboard.press('Enter');
  await page.getByText('tight on a phone').waitFor();
  await page.getByRole('button', { name: 'Stop' }).waitFor({ state: 'detached' });
  await rests();
  await take('chat-image');
  await page.getByRole('button', { name: 'Look at home-page-sketch.png' }).click();
  await rests();
  await take('lightbox');
  await page.keyboard.press('Escape');
  await goTo('#/settings/models');
  await page.getByText('••••4f1c').waitFor();
  await rests();
  await take('settings-models');
  await makeSampleUsage({ home: app.home, rpc: app.rpc, now });
  await goTo('#/usage');
  await page.getByRole('group', { name: 'By model' }).waitFor();
  await rests();
  await take('usage');
}
