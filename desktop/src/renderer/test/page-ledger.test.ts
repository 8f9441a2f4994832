import { expect, test } from 'vitest';
import { goTo, seeText, until, usePages } from './page-steps.ts';
import { fillSettings } from './sample-settings.ts';

const open = usePages();

test('what left is summed up for a time of one’s choice, and each answer opens to its rows and its conversation', async () => {
  const { page, core, faults } = await open({ prepare: (core) => fillSettings(core, { now: Date.now() }) });
  await goTo(page, 'What left');
  await page.getByText('Ever', { exact: true }).click();
  const rows = core.settings.ledger.reduce((sum, entry) => sum + entry.rows, 0);
  await page.getByRole('definition').getByText(rows.toLocaleString('en'), { exact: true }).waitFor();
  await page.getByRole('region', { name: 'By destination' }).getByText('adiuva.example.org').waitFor();
  await page.getByRole('region', { name: 'By client' }).getByText('Of no client').waitFor();

  const list = page.getByRole('list', { name: 'What left' });
  const first = list.getByRole('button', { name: /^4 tasks, 1.2 KB.*2 rows withheld/ });
  await first.press('Enter');
  await list.getByText('Draft the sitemap and send it round').waitFor();
  await list.getByText('2 rows withheld').first().waitFor();
  await list.getByText('8 values replaced by pseudonyms').waitFor();
  await page.getByRole('link', { name: 'Open the conversation' }).click();
  await page.getByText('Four tasks need you until Friday').waitFor();
  await page.goBack();
  await page.getByRole('heading', { name: 'Every answer' }).waitFor();
  expect(faults).toEqual([]);
});

test('the entries are narrowed by client, table and question, and a new answer comes by itself', async () => {
  const { page, core } = await open({ prepare: (core) => fillSettings(core, { now: Date.now() }) });
  await goTo(page, 'What left');
  const { ledger, rules } = core.settings;
  const count = () => page.getByRole('list', { name: 'What left' }).getByRole('listitem').first().getAttribute('aria-setsize');
  const lindqvist = rules[1]?.client_id ?? '';
  const of = ledger.filter((entry) => entry.clients.some(({ client_id }) => client_id === lindqvist));
  await page.getByRole('button', { name: 'Client', exact: true }).click();
  await page.getByRole('searchbox', { name: 'Search clients' }).fill('lindq');
  await page.getByRole('list', { name: 'Clients' }).getByRole('button', { name: 'Lindqvist', exact: true }).click();
  await until(count, String(of.length));
  await page.getByRole('button', { name: 'Table', exact: true }).click();
  await page.getByRole('menuitemradio', { name: 'Projects' }).click();
  await until(count, String(of.filter(({ table }) => table === 'projects').length));
  expect(page.url()).toContain(`#/ledger/client/${lindqvist}`);
  await page.reload();
  await page.getByRole('button', { name: 'Client: Lindqvist' }).waitFor();
  await until(count, String(of.length));
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await until(count, '60');

  const newest = ledger[0];
  if (!newest) throw new Error('no entry');
  ledger.unshift({ ...newest, seq: 61, at: Date.now(), rows: 1, bytes: 90, table: 'taskComments', run_id: 'run-new' });
  core.tell('activity');
  await page.getByRole('button', { name: /^1 comment, 90 bytes/ }).click();
  await page.getByRole('link', { name: 'All that left for this question' }).click();
  await until(count, '1');
  await page.getByRole('button', { name: /^One question only/ }).click();
  await until(count, '61');
});

test('a hundred thousand entries are read by the page', async () => {
  const { page, faults } = await open({
    prepare: (core) => {
      fillSettings(core, { now: Date.now() });
      const [sample] = core.settings.ledger;
      if (!sample) throw new Error('no entry');
      core.settings.ledger = Array.from({ length: 100_000 }, (_, at) => ({
        ...sample,
        seq: 100_000 - at,
        title: `Question ${at}`,
      }));
    },
  });
  await goTo(page, 'What left');
  const list = page.getByRole('list', { name: 'What left' });
  await list.getByText('“Question 0”').hover();
  await page.mouse.wheel(0, 3_000_000);
  await until(
    () =>
      list
        .getByText(/“Question 4\d{4}”/)
        .count()
        .then((count) => count > 0),
    true,
  );
  expect(await list.getByRole('listitem').count()).toBeLessThan(60);
  await page.mouse.wheel(0, 30_000_000);
  await list.getByText('“Question 99999”').waitFor();
  expect(faults).toEqual([]);
});

test('before anything left the view says what it is for', async () => {
  const { page } = await open();
  await page.getByRole('link', { name: 'Activity' }).focus();
  await page.keyboard.press('g');
  await page.keyboard.press('l');
  await seeText(page, 'Nothing has left this device');
  await seeText(page, 'for which question of yours');
});
