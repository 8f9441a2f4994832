import { expect, test } from 'vitest';
import { openCore } from '#core/test/open-core.ts';
import { createMemoryDialogs } from './dialogs.ts';

test('a folder is picked in the system’s own dialog, or none; a host without dialogs says that it has none', async () => {
  const dialogs = createMemoryDialogs('/home/ada/Invoices');
  expect(await openCore({ dialogs }).rpc.app.pickFolder({ title: 'Where are your invoices?' })).toEqual({
    path: '/home/ada/Invoices',
  });
  expect(dialogs.asked).toEqual(['Where are your invoices?']);
  const none = openCore({ dialogs: createMemoryDialogs(undefined) });
  expect(await none.rpc.app.pickFolder({ title: 'x' })).toEqual({ path: null });
  await expect(openCore({}).rpc.app.pickFolder({ title: 'x' })).rejects.toMatchObject({
    code: 'UNAVAILABLE',
    message: expect.stringContaining('Nothing was chosen'),
  });
});
