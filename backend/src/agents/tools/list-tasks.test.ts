import { expect, test } from 'vitest';
import { createRecordingDevice } from '#backend-test/recording-device.ts';
import { createToolContext } from '#backend-test/tool-context.ts';
import { listTasksTool } from './list-tasks.ts';

const timezone = 'Europe/Rome';
const now = (): number => Date.UTC(2026, 10, 21, 13);

test('every filter reaches the device in its words; days become instants of the user’s zone, the last one inclusive', async () => {
  const device = createRecordingDevice({ rows: [], total: 0 });
  const input = {
    project_id: 'p-1',
    status: 'todo',
    priority: 'high',
    assignee: 'Anna',
    search: 'milk',
    due_from: '2026-11-27',
    due_to: '2026-11-27',
    order_by: '-dueDate',
    limit: 5,
  };
  expect(await listTasksTool.run({ input, context: createToolContext({ device: device.power, timezone, now }) })).toEqual({
    total: 0,
    tasks: [],
  });
  expect(device.asked).toEqual([
    {
      action: 'select',
      table: 'tasks',
      filters: {
        projectId: 'p-1',
        status: 'todo',
        priority: 'high',
        assignee: 'Anna',
        search: 'milk',
        dueDateFrom: Date.UTC(2026, 10, 26, 23),
        dueDateTo: Date.UTC(2026, 10, 27, 23) - 1,
        orderBy: '-dueDate',
      },
      limit: 5,
    },
  ]);
});

test('rows become lines with ids; limit 0 counts by the total', async () => {
  const rows = [
    {
      id: 't-1',
      title: 'Buy milk',
      status: 'todo',
      priority: 'high',
      dueDate: Date.UTC(2026, 10, 26, 23),
      assignee: ['Anna'],
      projectId: 'p-1',
      owedBy: 'mine',
    },
    { id: 't-2', title: 'Call', dueDate: Date.UTC(2026, 10, 27, 14, 30), description: '' },
  ];
  const device = createRecordingDevice({ rows, total: 250 });
  expect(await listTasksTool.run({ input: {}, context: createToolContext({ device: device.power, timezone, now }) })).toEqual({
    total: 250,
    tasks: [
      {
        id: 't-1',
        title: 'Buy milk',
        status: 'todo',
        priority: 'high',
        due: '2026-11-27',
        project_id: 'p-1',
        assignee: ['Anna'],
        owed_by: 'mine',
      },
      { id: 't-2', title: 'Call', due: '2026-11-27T15:30' },
    ],
  });
  expect(device.asked[0]).toMatchObject({ filters: {}, limit: 50 });
  expect(device.summaries).toEqual(['2 of 250 tasks']);

  const counting = createRecordingDevice({ rows: [], total: 250 });
  await listTasksTool.run({ input: { limit: 0 }, context: createToolContext({ device: counting.power, timezone, now }) });
  expect(counting.asked[0]).toMatchObject({ limit: 0 });
  expect(counting.summaries).toEqual(['250 tasks']);
});

test('a day that no calendar has is refused before the device is asked', async () => {
  const device = createRecordingDevice({ rows: [] });
  await expect(
    listTasksTool.run({ input: { due_to: '2026-02-30' }, context: createToolContext({ device: device.power, timezone, now }) }),
  ).rejects.toThrow('2026-02-30 is no day');
  expect(device.asked).toEqual([]);
});
