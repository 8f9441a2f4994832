import { expect, test } from 'vitest';
import { createRecordingDevice } from '#backend-test/recording-device.ts';
import { createToolContext } from '#backend-test/tool-context.ts';
import { deleteClientTool } from './delete-client.ts';

test('one delete of that client, and nothing else', async () => {
  const device = createRecordingDevice({ deleted: true });
  const context = createToolContext({ device: device.power });
  expect(await deleteClientTool.run({ input: { client_id: 'x-1' }, context })).toEqual({ deleted: true, client_id: 'x-1' });
  expect(device.asked).toEqual([{ action: 'delete', table: 'clients', data: { id: 'x-1' } }]);
  expect(device.summaries).toEqual(['deleted the client']);
});

test('a rejection is thrown as the device said it; without an id nothing is asked', async () => {
  const device = createRecordingDevice({ error: 'The user rejected this: I need it.', code: 'rejected' });
  const context = createToolContext({ device: device.power });
  await expect(deleteClientTool.run({ input: { client_id: 'x-1' }, context })).rejects.toMatchObject({
    code: 'rejected',
    message: 'The user rejected this: I need it.',
  });
  await expect(deleteClientTool.run({ input: { client_id: '' }, context })).rejects.toThrow();
  expect(device.asked).toHaveLength(1);
});
