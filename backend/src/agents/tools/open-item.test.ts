import { TABLE_NAMES } from '@adiuva/shared-protocol';
import { expect, test } from 'vitest';
import { createRecordingDevice } from '#backend-test/recording-device.ts';
import { createToolContext } from '#backend-test/tool-context.ts';
import { openItemTool } from './open-item.ts';

test.each(TABLE_NAMES)('asks the app to open one of %s', async (table) => {
  const device = createRecordingDevice({ ok: true });
  const context = createToolContext({ device: device.power });
  expect(await openItemTool.run({ input: { table, id: 'r-1' }, context })).toEqual({ shown: true, table, id: 'r-1' });
  expect(device.asked).toEqual([{ action: 'ui.open_item', data: { table, id: 'r-1' } }]);
  expect(device.summaries).toEqual(['opened it in the app']);
});

test('what is not there is said as the device says it', async () => {
  const device = createRecordingDevice({ error: 'There is no task with that id.', code: 'not_found' });
  await expect(
    openItemTool.run({ input: { table: 'tasks', id: 'r-9' }, context: createToolContext({ device: device.power }) }),
  ).rejects.toMatchObject({ code: 'not_found', message: 'There is no task with that id.' });
});

test.each([{ table: 'grants', id: 'x' }, { table: '__proto__', id: 'x' }, { table: 'tasks', id: '' }, { table: 'tasks' }])(
  '%j opens nothing',
  async (input) => {
    const device = createRecordingDevice({ ok: true });
    await expect(openItemTool.run({ input, context: createToolContext({ device: device.power }) })).rejects.toThrow();
    expect(device.asked).toEqual([]);
  },
);
