import { expect, test } from 'vitest';
import { createRecordingDevice } from '#backend-test/recording-device.ts';
import { createToolContext } from '#backend-test/tool-context.ts';
import { listNotesTool } from './list-notes.ts';

test('filters reach the device, and no text reaches the model', async () => {
  const device = createRecordingDevice({
    rows: [
      { id: 'n-1', title: 'Kick-off', content: 'secret text', projectId: 'p-1' },
      { id: 'n-2', title: null },
    ],
    total: 12,
  });
  const context = createToolContext({ device: device.power });
  const input = { project_id: 'p-1', search: 'kick', order_by: '-updatedAt', limit: 2 };
  expect(await listNotesTool.run({ input, context })).toEqual({
    total: 12,
    notes: [
      { id: 'n-1', title: 'Kick-off', project_id: 'p-1' },
      { id: 'n-2', title: '' },
    ],
  });
  expect(device.asked).toEqual([
    { action: 'select', table: 'notes', filters: { projectId: 'p-1', search: 'kick', orderBy: '-updatedAt' }, limit: 2 },
  ]);
  expect(device.summaries).toEqual(['2 of 12 notes']);
});
