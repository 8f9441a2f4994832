import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { goTo, seeText, until, usePages } from './page-steps.ts';
import { violations } from './violations.ts';

const open = usePages();
const picture = readFileSync(join(import.meta.dirname, '../../../../docs/screens/chat-light.png'));

/** A shot for eyes, where somebody asked for it. */
async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env['ADIUVA_SHOTS'];
  if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}.png`) });
}

const sums = {
  calls: 12,
  failed_calls: 1,
  input_tokens: 120_000,
  output_tokens: 4_500,
  cached_input_tokens: 60_000,
  reasoning_tokens: 0,
  cost_usd: 0.42,
  unpriced_calls: 2,
};

test('files go along with a message: chosen, checked, removed, sent, and looked at by keys', async () => {
  const { page, core, faults } = await open();
  const choose = page.locator('input[type=file]');
  await choose.setInputFiles([
    { name: 'screen.png', mimeType: 'image/png', buffer: picture },
    { name: 'plan.md', mimeType: 'text/markdown', buffer: Buffer.from('# Plan') },
  ]);
  const list = page.getByRole('list', { name: 'Files of the message' });
  await until(() => list.getByRole('listitem').count(), 2);
  await list.getByText('6 bytes').waitFor();
  await choose.setInputFiles([{ name: 'x.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ') }]);
  await seeText(page, '“x.exe” was not attached');
  await seeText(page, 'The offline model cannot look at images.');
  await shoot(page, 'composer-files');
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Ask gpt-5.4-mini' }).press('Enter');
  await page.getByRole('button', { name: 'Model of this conversation: gpt-5.4-mini' }).waitFor();
  await page.getByRole('textbox', { name: 'Message' }).fill('What is on it?');
  await page.getByRole('textbox', { name: 'Message' }).press('Enter');
  const sent = page.getByRole('list', { name: 'Files of this message' });
  await sent.getByText('plan.md').waitFor();
  expect([...core.models.chosen.values()]).toEqual(['openai:gpt-5.4-mini']);
  const kept = [...core.models.files.values()].find(({ file }) => file.name === 'screen.png');
  expect(kept?.bytes.equals(picture)).toBe(true);

  await page.reload();
  const look = page.getByRole('button', { name: 'Look at screen.png' });
  await look.getByRole('img', { name: 'screen.png' }).waitFor();
  await page.getByRole('button', { name: 'Model of this conversation: gpt-5.4-mini' }).waitFor();
  await look.press('Enter');
  const light = page.getByRole('dialog', { name: 'screen.png' });
  await light.getByRole('img', { name: 'screen.png' }).waitFor();
  await shoot(page, 'lightbox');
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await until(() => look.evaluate((button) => button === document.activeElement), true);
  expect(faults).toEqual([]);
});

test('a paste and a drop attach too; an image larger than models look at is made smaller', async () => {
  const { page, core, faults } = await open({ context: { viewport: { width: 360, height: 740 } } });
  const field = page.getByRole('textbox', { name: 'Message' });
  await field.evaluate(async (element) => {
    const canvas = document.createElement('canvas');
    canvas.width = 3_000;
    canvas.height = 1_000;
    canvas.getContext('2d')?.fillRect(0, 0, 1_500, 1_000);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    const pasted = new DataTransfer();
    if (blob) pasted.items.add(new File([blob], 'wide.png', { type: 'image/png' }));
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: pasted, bubbles: true, cancelable: true }));
    const dropped = new DataTransfer();
    dropped.items.add(new File(['words'], 'words.txt', { type: 'text/plain' }));
    element.dispatchEvent(new DragEvent('drop', { dataTransfer: dropped, bubbles: true, cancelable: true }));
  });
  await until(async () => [...core.models.files.values()].map(({ file }) => file.name).toSorted(), ['wide.png', 'words.txt']);
  const wide = [...core.models.files.values()].find(({ file }) => file.name === 'wide.png')?.bytes;
  expect([wide?.readUInt32BE(16), wide?.readUInt32BE(20)]).toEqual([2_048, 683]);
  await shoot(page, 'composer-files-narrow');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await page.getByRole('button', { name: 'Remove wide.png' }).press('Enter');
  await until(async () => core.models.files.size, 1);
  expect(faults).toEqual([]);
});

test('models are chosen and tested, keys are given, and neither stays in the page', async () => {
  const { page, core, faults } = await open();
  await goTo(page, 'Settings');
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Models' }).click();
  await seeText(page, 'Who answers in chats');
  await page.getByRole('button', { name: 'Add the key of Anthropic' }).press('Enter');
  await page.getByRole('textbox', { name: 'Key of Anthropic' }).fill('sk-ant-secret-1234');
  await shoot(page, 'settings-models');
  await page.getByRole('button', { name: 'Save the key' }).press('Enter');
  await seeText(page, 'Key ••••1234, set here');
  expect(core.models.updates).toEqual([{ keys: { anthropic: 'sk-ant-secret-1234' } }]);
  expect(await page.content()).not.toContain('sk-ant-secret');
  await page.getByRole('button', { name: 'Test Anthropic' }).press('Enter');
  await seeText(page, 'It answers. It took 0.4 s.');
  await page.getByRole('button', { name: /^Who answers in chats: / }).press('Enter');
  await page.getByRole('menuitemradio', { name: /claude-sonnet-4-5/ }).click();
  await seeText(page, 'go to Anthropic');
  expect(await violations(page)).toEqual([]);
  core.models.away = 'Nothing answers at 127.0.0.1. Check the address, and that the backend runs.';
  core.tell('connection');
  await seeText(page, 'This is how it stood last');
  expect(await page.getByRole('button', { name: 'Test Anthropic' }).isDisabled()).toBe(true);
  expect(faults).toEqual([]);
});

test('usage: nothing, then sums with a chart and its table, then what was known last', async () => {
  const { page, core, faults } = await open();
  await page.getByRole('textbox', { name: 'Message' }).waitFor();
  await page.evaluate(() => window.location.replace('#/usage'));
  await seeText(page, 'No model was asked in this time');
  const session = core.sessions[0];
  const day = (key: string, cost: number) => ({ key, ...sums, cost_usd: cost });
  core.models.usage.set('week', {
    period: 'week',
    at: Date.now(),
    total: sums,
    by_day: [day('2026-11-20', 0.1), day('2026-11-23', 0.3), day('2026-11-24', 0.02)],
    by_model: [{ key: 'openai:gpt-5.4-mini', ...sums }],
    by_session: [
      { key: session?.id ?? '', ...sums, ...(session ? { title: session.title } : {}) },
      { key: 'gone', ...sums },
    ],
  });
  await page.getByText('Week', { exact: true }).click();
  await seeText(page, '50% from the cache');
  await seeText(page, '2 of the calls went to models whose price is not known');
  await page
    .getByRole('img', { name: /Cost by day, from Fri 20 Nov.* to Tue 24 Nov.*\. Most on Mon 23 Nov.*: \$0.30/ })
    .waitFor();
  expect(await page.locator('svg[role=img] rect').count()).toBe(5);
  await page.getByText('As a table').click();
  expect(
    await page
      .getByRole('link', { name: session?.title ?? '' })
      .first()
      .getAttribute('href'),
  ).toContain('#/chat/');
  await shoot(page, 'usage');
  expect(await violations(page)).toEqual([]);
  await shoot(page, 'usage-dark');
  core.models.away = 'The backend is away.';
  await page.getByRole('button', { name: 'Read again' }).press('Enter');
  await seeText(page, 'The backend is away. This is what it said');
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await shoot(page, 'usage-narrow');
  expect(faults).toEqual([]);
});
