import { expect, test } from 'vitest';
import { createRecordingDevice } from '#backend-test/recording-device.ts';
import { createToolContext } from '#backend-test/tool-context.ts';
import { listCheckpointsTool } from './list-checkpoints.ts';

const timezone = 'Europe/Rome';

test('days become instants of the user’s zone, the last one inclusive, and come back as days', async () => {
  const device = createRecordingDevice({
    rows: [
      { id: 'k-1', title: 'Launch', date: Date.UTC(2026, 2, 28, 23), projectId: 'p-1' },
      { id: 'k-2', title: 'Review', date: Date.UTC(2026, 2, 30, 13, 30) },
      { id: 'k-3', date: 'soon' },
    ],
    total: 3,
  });
  const context = createToolContext({ device: device.power, timezone });
  // The day on which the clocks change has 23 hours.
  const input = { project_id: 'p-1', date_from: '2026-03-29', date_to: '2026-03-29', search: 'launch', limit: 3 };
  expect(await listCheckpointsTool.run({ input, context })).toEqual({
    total: 3,
    checkpoints: [
      { id: 'k-1', title: 'Launch', date: '2026-03-29', project_id: 'p-1' },
      { id: 'k-2', title: 'Review', date: '2026-03-30T15:30' },
      { id: 'k-3', title: '' },
    ],
  });
  expect(device.asked).toEqual([
    {
      action: 'select',
      table: 'checkpoints',
      filters: {
        projectId: 'p-1',
        dateFrom: Date.UTC(2026, 2, 28, 23),
        dateTo: Date.UTC(2026, 2, 29, 22) - 1,
        search: 'launch',
        orderBy: 'date',
      },
      limit: 3,
    },
  ]);
  expect(device.summaries).toEqual(['3 checkpoints']);
});

test('another order is passed on; a day that no calendar has is refused before the device is asked', async () => {
  const device = createRecordingDevice({ rows: [], total: 0 });
  const context = createToolContext({ device: device.power, timezone });
  await listCheckpointsTool.run({ input: { order_by: '-title', limit: 0 }, context });
  expect(device.asked).toEqual([{ action: 'select', table: 'checkpoints', filters: { orderBy: '-title' }, limit: 0 }]);
  await expect(listCheckpointsTool.run({ input: { date_from: '2026-02-30' }, context })).rejects.toThrow('2026-02-30 is no day');
  expect(device.asked).toHaveLength(1);
});
