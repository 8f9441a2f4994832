import { expect, test } from 'vitest';
import { createRecordingDevice } from '#backend-test/recording-device.ts';
import { createToolContext } from '#backend-test/tool-context.ts';
import { listAllProjectsTool } from './list-all-projects.ts';

test('archived projects are among them; limit 0 counts', async () => {
  const device = createRecordingDevice({ rows: [{ id: 'p-1', name: 'Old site', status: 'archived' }], total: 1 });
  const context = createToolContext({ device: device.power });
  expect(await listAllProjectsTool.run({ input: { search: 'site' }, context })).toEqual({
    total: 1,
    projects: [{ id: 'p-1', name: 'Old site', status: 'archived' }],
  });
  await listAllProjectsTool.run({ input: { limit: 0 }, context });
  expect(device.asked).toEqual([
    { action: 'select', table: 'projects', filters: { includeArchived: true, search: 'site' }, limit: 50 },
    { action: 'select', table: 'projects', filters: { includeArchived: true }, limit: 0 },
  ]);
});
