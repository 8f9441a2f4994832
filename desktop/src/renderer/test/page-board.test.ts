import { expect, test } from 'vitest';
import { goTo, seeText, until, usePages } from './page-steps.ts';
import { violations } from './violations.ts';

const open = usePages();

test('the board’s columns are projects, if wanted: cards go from one to another by keys and mouse, and back', async () => {
  const { page, core, faults } = await open();
  const at = (name: string) => core.projects.find((one) => one.name === name)?.id;
  const column = (name: string) => page.getByRole('region', { name, exact: true });
  const isOver = (name: string) => column(name).evaluate((element) => element.classList.contains('bg-accent-soft'));
  const task = (title: RegExp) => core.tasks.find((one) => title.test(one.title));
  await goTo(page, 'Tasks');
  await page.getByRole('row').first().waitFor();
  await page.keyboard.press('v');
  await column('In progress').waitFor();
  await page.getByRole('button', { name: 'Columns: Status' }).click();
  await page.getByRole('menuitemradio', { name: 'Project' }).click();
  await column('No project').getByRole('button', { name: 'Buy milk' }).focus();
  const milk = await column('No project').getByRole('button', { name: 'Buy milk' }).boundingBox();
  const taxes = await column('Taxes').boundingBox();
  if (!milk || !taxes) throw new Error('not there');
  await page.mouse.move(milk.x + 40, milk.y + 20);
  await page.mouse.down();
  await page.mouse.move(milk.x + 80, milk.y + 40, { steps: 4 });
  await page.mouse.move(taxes.x + 100, taxes.y + 120, { steps: 8 });
  await until(() => isOver('Taxes'), true);
  await page.mouse.up();
  await until(async () => task(/^Buy milk/)?.projectId, at('Taxes'));
  await page.getByRole('button', { name: 'Undo' }).click();
  await until(async () => task(/^Buy milk/)?.projectId, null);

  await column('Taxes')
    .getByRole('button', { name: /^Send the second reminder/ })
    .focus();
  await page.keyboard.press('ArrowRight');
  await until(
    () =>
      column('Website relaunch')
        .getByRole('button')
        .first()
        .evaluate((card) => card === document.activeElement),
    true,
  );
  await page.keyboard.press('ArrowLeft');
  const reminder = column('Taxes').getByRole('button', { name: /^Send the second reminder/ });
  await until(() => reminder.evaluate((card) => card === document.activeElement), true);
  await page.keyboard.press('Space');
  await page.getByText('Taken up.').waitFor({ state: 'attached' });
  await page.keyboard.press('ArrowRight');
  await until(() => isOver('Website relaunch'), true);
  await page.keyboard.press('Space');
  await until(async () => task(/^Send the second/)?.projectId, at('Website relaunch'));
  await seeText(page, 'to “Website relaunch”');
  await page.keyboard.press('Control+z');
  await until(async () => task(/^Send the second/)?.projectId, at('Taxes'));
  await column('Taxes')
    .getByRole('button', { name: /^Send the second reminder/ })
    .waitFor();

  expect(await violations(page)).toEqual([]);

  // It is kept; of many projects only the columns that are seen are in the page.
  const [first] = core.projects;
  if (!first) throw new Error('no project');
  for (let more = 0; more < 300; more += 1)
    core.projects.push({ ...first, id: `more-${more}`, name: `Zoo ${String(more).padStart(3, '0')}` });
  await page.reload();
  await column('Taxes').waitFor();
  expect(await page.getByRole('region').count()).toBeLessThan(20);
  await page.setViewportSize({ width: 360, height: 780 });
  await column('No project').waitFor();
  expect(await violations(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  expect(faults).toEqual([]);
}, 150_000);
