import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { goTo, seeText, until, usePages } from './page-steps.ts';
import { fillSettings } from './sample-settings.ts';

const open = usePages();

async function goToSection(page: Page, name: string): Promise<void> {
  await goTo(page, 'Settings');
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name }).click();
}

test('another backend is connected, with what is wrong said at its field, and left again', async () => {
  const { page, core, faults } = await open();
  await page.getByRole('link', { name: 'Activity' }).focus();
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await seeText(page, 'Your own backend');
  const opener = page.getByRole('button', { name: 'Connect to another' });
  await opener.press('Enter');
  const address = page.getByRole('textbox', { name: 'Address of the backend' });
  await until(() => address.evaluate((field) => field === document.activeElement), true);
  await page.getByRole('button', { name: 'Log in' }).click();
  await until(() => address.evaluate((field) => field === document.activeElement), true);
  expect(await address.getAttribute('aria-invalid')).toBe('true');
  await seeText(page, 'Write the password.');
  expect(core.settings.calls).toEqual([]);

  await address.fill('http://adiuva.example.org');
  await seeText(page, 'This address is not encrypted');
  await page.getByRole('button', { name: 'Log in' }).click();
  await seeText(page, 'Your password would cross the network unencrypted.');
  await address.fill('https://adiuva.example.org');
  await page.getByRole('textbox', { name: 'E-mail' }).fill('mara@example.org');
  const password = page.getByLabel('Password');
  await password.fill('wrong');
  core.settings.refuse.set('login', {
    kind: 'INVALID',
    code: 'invalid_data',
    sentence: 'The backend does not know this e-mail with this password.',
  });
  await page.keyboard.press('Enter');
  await seeText(page, 'does not know this e-mail');
  expect(await password.getAttribute('aria-invalid')).toBe('true');
  expect(await password.inputValue()).toBe('wrong');
  core.settings.refuse.set('login', { kind: 'UNAVAILABLE', code: 'internal', sentence: 'Nothing answers at this address.' });
  await page.keyboard.press('Enter');
  await seeText(page, 'Nothing answers at this address.');
  expect(await address.getAttribute('aria-invalid')).toBe('true');

  await address.fill('adiuva.example.org');
  await password.fill('right at last');
  await page.keyboard.press('Enter');
  await seeText(page, 'Logged in as mara@example.org.');
  expect(core.settings.account.backend_url).toBe('https://adiuva.example.org');
  await until(() => opener.evaluate((button) => button === document.activeElement), true);
  await page.getByRole('button', { name: 'Log out, back to your own' }).click();
  await seeText(page, 'Answers come from your own backend again.');
  await seeText(page, 'Your own backend');
  expect(faults).toEqual([]);
});

test('registering asks for a longer password, and says at the e-mail that it is taken', async () => {
  const { page, core } = await open({ prepare: (core) => (core.settings.account = { kind: 'none', has_own: false }) });
  await goTo(page, 'Settings');
  await seeText(page, 'the chat answers once a backend is connected');
  await page.getByRole('button', { name: 'Connect to a backend' }).click();
  await page.getByText('Register', { exact: true }).click();
  await page.getByRole('textbox', { name: 'Address of the backend' }).fill('https://adiuva.example.org');
  await page.getByRole('textbox', { name: 'E-mail' }).fill('mara@example.org');
  await page.getByLabel('Password').fill('short');
  await page.keyboard.press('Enter');
  await seeText(page, 'A password has at least 8 characters.');
  core.settings.refuse.set('register', { kind: 'INVALID', code: 'invalid_data', sentence: 'This e-mail is registered already.' });
  await page.getByLabel('Password').fill('long enough');
  await page.keyboard.press('Enter');
  await seeText(page, 'This e-mail is registered already.');
  expect(await page.getByRole('textbox', { name: 'E-mail' }).getAttribute('aria-invalid')).toBe('true');
  expect(core.settings.calls).toEqual(['register']);
});

test('a device is removed once one said so; removing the one in use says what happens', async () => {
  const { page, core } = await open({
    prepare: (core) => {
      fillSettings(core, { now: Date.now() });
      core.settings.account = { kind: 'remote', backend_url: 'https://a.example', email: 'm@a.example', has_own: true };
    },
  });
  await goTo(page, 'Settings');
  await page.getByRole('button', { name: 'Remove Device device-1' }).click();
  await page.getByRole('dialog').getByText('goes back to your own backend').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Remove Device 0198f3a2' }).click();
  const dialog = page.getByRole('dialog', { name: 'Remove the device?' });
  core.settings.refuse.set('removeDevice 0198f3a2-77aa-7000-8000-1234567890ab', {
    kind: 'UNAVAILABLE',
    code: 'internal',
    sentence: 'The backend does not answer; the device is still there.',
  });
  await dialog.getByRole('button', { name: 'Remove Device 0198f3a2' }).click();
  await dialog.getByText('the device is still there').waitFor();
  await dialog.getByRole('button', { name: 'Remove Device 0198f3a2' }).click();
  await seeText(page, 'The device is removed.');
  await until(() => page.getByRole('list', { name: 'Devices' }).getByRole('listitem').count(), 1);
  core.settings.refuse.set('devices', {
    kind: 'UNAVAILABLE',
    code: 'internal',
    sentence: 'The devices cannot be read without it.',
  });
  core.tell('connection');
  await seeText(page, 'The devices cannot be read without it.');
});

test('a thousand clients are searched and paged, and a rule counts at once and can be taken back', async () => {
  const { page, core, faults } = await open({
    prepare: (core) => {
      fillSettings(core, { now: Date.now() });
      for (let at = 0; at < 1_000; at += 1)
        core.settings.rules.push({ client_id: `c-${at}`, name: `Client ${at}`, rule: 'none' });
    },
  });
  await goToSection(page, 'Privacy');
  await seeText(page, '1,005 clients');
  const list = page.getByRole('list', { name: 'Clients and their rules' });
  await list.getByText('Never leaves, from “Lindqvist Healthcare”').waitFor();
  expect(await list.getByRole('listitem').count()).toBeLessThan(60);
  await list.getByText('Hofmann & Partners').hover();
  await page.mouse.wheel(0, 1_000_000);
  await list.getByText('Client 999').waitFor();
  await page.getByRole('searchbox', { name: 'Search clients' }).fill('lindqvist');
  await seeText(page, '3 clients');
  await page.getByRole('button', { name: 'Rule of Lindqvist: No rule' }).press('Enter');
  await page.getByRole('menuitemradio', { name: /^Never leaves/ }).click();
  await seeText(page, 'Rows of “Lindqvist” stay on this device from now on.');
  await page.getByRole('button', { name: 'Rule of Lindqvist: Never leaves' }).waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: 'Rule of Lindqvist: No rule' }).waitFor();

  core.settings.refuse.set('setRule', { kind: 'INVALID', code: 'internal', sentence: 'The rule was not stored.' });
  await page.getByRole('button', { name: 'Rule of Lindqvist: No rule' }).click();
  await page.getByRole('menuitemradio', { name: /^Pseudonyms/ }).click();
  await seeText(page, 'The rule was not stored.');
  await page.getByRole('button', { name: 'Rule of Lindqvist: No rule' }).waitFor();

  await page.getByRole('searchbox', { name: 'Search clients' }).fill('nobody is called this');
  await seeText(page, 'No client matches');
  await page.getByRole('button', { name: 'Show all clients' }).click();
  await page.getByRole('link', { name: 'What left of Hofmann & Partners' }).click();
  await page.getByRole('button', { name: 'Client: Hofmann & Partners' }).waitFor();
  expect(faults).toEqual([]);
});

test('a backup is made, one is restored after it was said what happens, and the restore is undone', async () => {
  const { page, core, faults } = await open({
    prepare: (core) => {
      fillSettings(core, { now: Date.now() });
      core.settings.fault = 'The backup of today could not be made: the disk is full.';
    },
  });
  await goToSection(page, 'Backups');
  await seeText(page, 'the disk is full');
  await page.getByRole('button', { name: 'Back up now' }).click();
  await seeText(page, 'The backup is made and was checked.');
  await until(() => page.getByRole('list', { name: 'Backups' }).getByRole('listitem').count(), 6);

  const restore = page.getByRole('button', { name: /^Restore the backup of Yesterday/ });
  await restore.click();
  const dialog = page.getByRole('dialog', { name: 'Restore this backup?' });
  await dialog.getByText('What came later is kept in a backup of its own').waitFor();
  await page.keyboard.press('Escape');
  await until(() => restore.evaluate((button) => button === document.activeElement), true);
  expect(core.settings.calls).toEqual(['create']);
  core.settings.refuse.set('restore backup-manual-1', { kind: 'UNAVAILABLE', code: 'internal', sentence: 'The disk is full.' });
  await restore.click();
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
  await dialog.getByText('The disk is full.').waitFor();
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
  await page.getByRole('button', { name: 'Undo this restore' }).click();
  // The first restore kept what was there; that is what the undo restores.
  await until(async () => core.settings.calls.slice(-2), ['restore backup-manual-1', 'restore backup-7-restore']);
  await seeText(page, 'Restored.');
  expect(faults).toEqual([]);
});

test('the last check is shown with both values of what differs, and repaired once one said so', async () => {
  const { page, core, faults } = await open({
    prepare: (core) => {
      core.settings.report = {
        ...core.settings.report,
        difference_count: 620,
        differences: [
          {
            table: 'tasks',
            row_id: 't1',
            label: 'Buy milk',
            field: 'dueDate',
            row_value: '2026-11-20',
            journal_value: '2026-11-21',
          },
          { table: 'notes', row_id: 'n1', label: 'Rates', field: null, row_value: null, journal_value: 'Rates' },
        ],
      };
    },
  });
  await goToSection(page, 'Data check');
  const list = page.getByRole('list', { name: 'Differences' });
  await list.getByText('Task “Buy milk”, Due').waitFor();
  await list.getByText('2026-11-20').waitFor();
  await list.getByText('2026-11-21').waitFor();
  await list.getByText('Not there').waitFor();
  await seeText(page, 'The first 2 of 620 are listed');
  await page.getByRole('button', { name: 'Repair…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Repair', exact: true }).click();
  await seeText(page, 'Repaired 2 rows.');
  await seeText(page, 'No differences.');
  const [changed] = core.runs.flatMap((run) => run.changes);
  if (!changed) throw new Error('no change');
  // The core in memory takes a switch back by what it was about.
  const scope = { by: 'change' as const, change_id: changed.change_id };
  core.journal.switches.push({ switch_id: 'switch-1', kind: 'undo', scope, changes: 1, at: Date.now() });
  await page.getByRole('region', { name: 'Notices' }).getByRole('button', { name: 'Undo' }).click();
  await seeText(page, 'The repair is taken back');
  expect(core.journal.asked).toEqual([{ kind: 'undo', scope: { by: 'switch', switch_id: 'switch-1' } }]);
  await page.getByRole('button', { name: 'Check everything' }).click();
  await seeText(page, 'Checking every row…');
  core.settings.report = { ...core.settings.report, checking: false, checked_rows: 4_000 };
  core.tell('integrity');
  await seeText(page, '4,000 rows, all there are. No differences.');
  expect(core.settings.calls).toEqual(['repair', 'check']);
  expect(faults).toEqual([]);
});

test('with the app’s own process gone the settings still open; what could not be fetched says so, and comes with the window loaded again', async () => {
  const { page, served } = await open({ prepare: (core) => fillSettings(core, { now: Date.now() }) });
  await goToSection(page, 'Privacy');
  await page.getByText('Notary Weber').waitFor();
  await page.route('**/ledger-view*', (route) => route.abort());
  await page.reload();
  await page.getByText('Notary Weber').waitFor();
  await served.die();
  await seeText(page, 'The app’s own process ended.');
  await page.getByText('Notary Weber').waitFor();
  await goTo(page, 'What left');
  await seeText(page, 'This part of the app could not be opened');
  await page.unroute('**/ledger-view*');
  await served.resume();
  await page.getByRole('button', { name: 'Load the window again' }).click();
  await page.getByRole('heading', { name: 'Every answer' }).waitFor();
});
