import { expect, test } from 'vitest';
import { createRecordingDevice } from '#backend-test/recording-device.ts';
import { createToolContext } from '#backend-test/tool-context.ts';
import { deleteCheckpointTool } from './delete-checkpoint.ts';

test('one delete of that checkpoint, and nothing else', async () => {
  const device = createRecordingDevice({ deleted: true });
  const context = createToolContext({ device: device.power });
  expect(await deleteCheckpointTool.run({ input: { checkpoint_id: 'x-1' }, context })).toEqual({
    deleted: true,
    checkpoint_id: 'x-1',
  });
  expect(device.asked).toEqual([{ action: 'delete', table: 'checkpoints', data: { id: 'x-1' } }]);
  expect(device.summaries).toEqual(['deleted the checkpoint']);
});

test('a rejection is thrown as the device said it; without an id nothing is asked', async () => {
  const device = createRecordingDevice({ error: 'The user rejected this: I need it.', code: 'rejected' });
  const context = createToolContext({ device: device.power });
  await expect(deleteCheckpointTool.run({ input: { checkpoint_id: 'x-1' }, context })).rejects.toMatchObject({
    code: 'rejected',
    message: 'The user rejected this: I need it.',
  });
  await expect(deleteCheckpointTool.run({ input: { checkpoint_id: '' }, context })).rejects.toThrow();
  expect(device.asked).toHaveLength(1);
});
