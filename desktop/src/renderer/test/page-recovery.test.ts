import { expect, test } from 'vitest';
import { goTo, seeText, until, usePages } from './page-steps.ts';
import type { MemoryCore } from './memory-state.ts';
import { fillSettings } from './sample-settings.ts';

const open = usePages();

function damage(core: MemoryCore) {
  fillSettings(core, { now: Date.now() });
  core.settings.recovery = {
    broken_path: '/home/mara/adiuva/damaged-2026-11-21.sqlite',
    found_at: Date.now(),
    detail: 'Page 17 of the file cannot be read.',
  };
}

test('after damage nothing else is shown until one chose; the newest checked backup is suggested', async () => {
  const { page, core, faults } = await open({ prepare: damage });
  await page.getByRole('heading', { name: 'Your data file is damaged' }).waitFor();
  await seeText(page, 'Page 17 of the file cannot be read.');
  await seeText(page, '/home/mara/adiuva/damaged-2026-11-21.sqlite');
  expect(await page.getByRole('navigation').count()).toBe(0);
  await page.keyboard.press('g');
  await page.keyboard.press('t');
  expect(await page.getByRole('heading', { name: 'Your data file is damaged' }).count()).toBe(1);
  const choices = page.getByRole('radio');
  await until(() => choices.count(), 5);
  // The backup of today was not checked: it comes last, and that of yesterday is suggested.
  await page.getByRole('radio', { name: /^Yesterday.*Recommended/ }).waitFor();
  expect(await choices.first().isChecked()).toBe(true);
  expect(await choices.last().locator('xpath=..').innerText()).toContain('Not checked');

  await choices.first().focus();
  await page.keyboard.press('ArrowDown');
  core.settings.refuse.set('restore backup-daily-2', {
    kind: 'UNAVAILABLE',
    code: 'internal',
    sentence: 'This backup is damaged too.',
  });
  await page.getByRole('button', { name: 'Restore this backup' }).click();
  await seeText(page, 'This backup is damaged too.');
  await page.keyboard.press('Tab');
  await choices.first().check();
  await page.getByRole('button', { name: 'Restore this backup' }).click();
  await seeText(page, 'Restored.');
  expect(core.settings.calls).toEqual(['restore backup-daily-2', 'restore backup-manual-1']);
  await goTo(page, 'Tasks');
  expect(faults).toEqual([]);
});

test('starting empty asks first, and can be left', async () => {
  const { page, core, faults } = await open({
    prepare: (core) => {
      damage(core);
      core.settings.backups = [];
    },
    context: { viewport: { width: 360, height: 640 } },
  });
  await seeText(page, 'There is no backup to go on from.');
  const start = page.getByRole('button', { name: 'Start empty…' });
  await start.click();
  await page.getByRole('dialog', { name: 'Start empty?' }).getByRole('button', { name: 'Cancel' }).click();
  expect(core.settings.calls).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await start.click();
  await page.getByRole('dialog').getByRole('button', { name: 'Start empty', exact: true }).click();
  await page.getByRole('navigation', { name: 'Main' }).waitFor();
  expect(core.settings.calls).toEqual(['startEmpty']);
  expect(faults).toEqual([]);
});
