import { expect, test } from 'vitest';
import { createRecordingDevice } from '#backend-test/recording-device.ts';
import { createToolContext } from '#backend-test/tool-context.ts';
import { createCheckpointTool } from './create-checkpoint.ts';

test('an insert with the day’s first instant in the user’s zone', async () => {
  const device = createRecordingDevice({
    row: { id: 'k-9', title: 'Launch', date: Date.UTC(2026, 10, 27, 5), projectId: 'p-1' },
  });
  const context = createToolContext({ device: device.power, timezone: 'America/New_York' });
  expect(await createCheckpointTool.run({ input: { project_id: 'p-1', title: 'Launch', date: '2026-11-27' }, context })).toEqual({
    checkpoint: { id: 'k-9', title: 'Launch', date: '2026-11-27', project_id: 'p-1' },
  });
  expect(device.asked).toEqual([
    {
      action: 'insert',
      table: 'checkpoints',
      data: { projectId: 'p-1', title: 'Launch', date: Date.UTC(2026, 10, 27, 5) },
    },
  ]);
  expect(device.summaries).toEqual(['created “Launch”']);
});

test('a project that is not there is the device’s own error', async () => {
  const device = createRecordingDevice({ error: 'No such project.', code: 'constraint' });
  const context = createToolContext({ device: device.power });
  const input = { project_id: 'p-9', title: 'Launch', date: '2026-11-27' };
  await expect(createCheckpointTool.run({ input, context })).rejects.toMatchObject({ code: 'constraint' });
});
