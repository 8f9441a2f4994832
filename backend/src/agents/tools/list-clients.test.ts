import { expect, test } from 'vitest';
import { createRecordingDevice } from '#backend-test/recording-device.ts';
import { createToolContext } from '#backend-test/tool-context.ts';
import { listClientsTool } from './list-clients.ts';

test('filters reach the device, rows become lines', async () => {
  const device = createRecordingDevice({
    rows: [{ id: 'c-1', name: 'Acme', industry: 'Retail', parentId: 'c-0' }, { id: 'c-2' }],
    total: 9,
  });
  const context = createToolContext({ device: device.power });
  expect(await listClientsTool.run({ input: { search: 'ac', parent_id: 'c-0' }, context })).toEqual({
    total: 9,
    clients: [
      { id: 'c-1', name: 'Acme', industry: 'Retail', parent_id: 'c-0' },
      { id: 'c-2', name: '' },
    ],
  });
  expect(device.asked).toEqual([{ action: 'select', table: 'clients', filters: { parentId: 'c-0', search: 'ac' }, limit: 50 }]);
  expect(device.summaries).toEqual(['2 of 9 clients']);
});
