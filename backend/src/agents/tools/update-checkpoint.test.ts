import { expect, test } from 'vitest';
import { createRecordingDevice } from '#backend-test/recording-device.ts';
import { createToolContext } from '#backend-test/tool-context.ts';
import { updateCheckpointTool } from './update-checkpoint.ts';

test('an update of the named fields, its day in the user’s zone', async () => {
  const device = createRecordingDevice({ row: { id: 'k-1', title: 'Launch', date: Date.UTC(2026, 11, 1, 8, 30) } });
  const context = createToolContext({ device: device.power, timezone: 'Europe/Rome' });
  const input = { checkpoint_id: 'k-1', date: '2026-12-01T09:30', project_id: 'p-2' };
  expect(await updateCheckpointTool.run({ input, context })).toEqual({
    checkpoint: { id: 'k-1', title: 'Launch', date: '2026-12-01T09:30' },
  });
  expect(device.asked).toEqual([
    {
      action: 'update',
      table: 'checkpoints',
      data: { id: 'k-1', updates: { date: Date.UTC(2026, 11, 1, 8, 30), projectId: 'p-2' } },
    },
  ]);
});

test('without a field to change, or with a day that there is not, the device is not asked', async () => {
  const device = createRecordingDevice({ row: null });
  const context = createToolContext({ device: device.power });
  await expect(updateCheckpointTool.run({ input: { checkpoint_id: 'k-1' }, context })).rejects.toThrow('No field');
  await expect(updateCheckpointTool.run({ input: { checkpoint_id: 'k-1', date: '2026-02-31' }, context })).rejects.toThrow(
    'no day',
  );
  expect(device.asked).toEqual([]);
});
