import { expect, test } from 'vitest';
import { createRecordingDevice } from '#backend-test/recording-device.ts';
import { createToolContext } from '#backend-test/tool-context.ts';
import { updateProjectTool } from './update-project.ts';

test('an update of the named fields; null takes the client away', async () => {
  const device = createRecordingDevice({ row: { id: 'p-1', name: 'Website', status: 'archived' } });
  const context = createToolContext({ device: device.power });
  const input = { project_id: 'p-1', status: 'archived', client_id: null, ai_summary: 'Done' };
  expect(await updateProjectTool.run({ input, context })).toEqual({
    project: { id: 'p-1', name: 'Website', status: 'archived' },
  });
  expect(device.asked).toEqual([
    {
      action: 'update',
      table: 'projects',
      data: { id: 'p-1', updates: { clientId: null, status: 'archived', aiSummary: 'Done' } },
    },
  ]);
  expect(device.summaries).toEqual(['changed “Website”']);
});

test('without a field to change the device is not asked', async () => {
  const device = createRecordingDevice({ row: null });
  const context = createToolContext({ device: device.power });
  await expect(updateProjectTool.run({ input: { project_id: 'p-1' }, context })).rejects.toThrow('No field');
  expect(device.asked).toEqual([]);
});
