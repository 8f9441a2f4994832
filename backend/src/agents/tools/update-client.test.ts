import { expect, test } from 'vitest';
import { createRecordingDevice } from '#backend-test/recording-device.ts';
import { createToolContext } from '#backend-test/tool-context.ts';
import { updateClientTool } from './update-client.ts';

test('an update of the named fields; null clears one', async () => {
  const device = createRecordingDevice({ row: { id: 'c-1', name: 'Rossi', industry: null, parentId: 'c-0' } });
  const context = createToolContext({ device: device.power });
  const input = { client_id: 'c-1', name: 'Rossi', industry: null, parent_id: 'c-0' };
  expect(await updateClientTool.run({ input, context })).toEqual({ client: { id: 'c-1', name: 'Rossi', parent_id: 'c-0' } });
  expect(device.asked).toEqual([
    { action: 'update', table: 'clients', data: { id: 'c-1', updates: { name: 'Rossi', industry: null, parentId: 'c-0' } } },
  ]);
});

test('without a field to change the device is not asked, and one that does not say what it wrote is not believed', async () => {
  const device = createRecordingDevice({ row: null });
  const context = createToolContext({ device: device.power });
  await expect(updateClientTool.run({ input: { client_id: 'c-1' }, context })).rejects.toThrow('No field');
  expect(device.asked).toEqual([]);
  await expect(updateClientTool.run({ input: { client_id: 'c-1', name: 'x' }, context })).rejects.toThrow('Read before');
});
