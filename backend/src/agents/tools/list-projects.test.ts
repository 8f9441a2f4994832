import { expect, test } from 'vitest';
import { createRecordingDevice } from '#backend-test/recording-device.ts';
import { createToolContext } from '#backend-test/tool-context.ts';
import { listProjectsTool } from './list-projects.ts';

test('filters reach the device, rows become lines, odd fields are left out', async () => {
  const device = createRecordingDevice({
    rows: [
      { id: 'p-1', name: 'Website', status: 'active', clientId: 'c-1' },
      { id: 'p-2', name: 3, status: 'odd' },
    ],
    total: 2,
  });
  const context = createToolContext({ device: device.power });
  expect(
    await listProjectsTool.run({ input: { client_id: 'c-1', include_archived: true, search: 'web', limit: 2 }, context }),
  ).toEqual({
    total: 2,
    projects: [
      { id: 'p-1', name: 'Website', status: 'active', client_id: 'c-1' },
      { id: 'p-2', name: '' },
    ],
  });
  expect(device.asked).toEqual([
    { action: 'select', table: 'projects', filters: { clientId: 'c-1', includeArchived: true, search: 'web' }, limit: 2 },
  ]);
  expect(device.summaries).toEqual(['2 projects']);
});
