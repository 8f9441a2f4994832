import { expect, test } from 'vitest';
import { createRecordingDevice } from '#backend-test/recording-device.ts';
import { createToolContext } from '#backend-test/tool-context.ts';
import { listTasksDueTodayTool } from './list-tasks-due-today.ts';

test('one select on the user’s day; what is done is left out', async () => {
  const rows = [
    { id: 't-1', title: 'a', status: 'todo' },
    { id: 't-2', title: 'b', status: 'done' },
    { id: 't-3', title: 'c', status: 'in_progress' },
  ];
  const device = createRecordingDevice({ rows, total: 3 });
  // 23:30 UTC is the next day in Rome.
  const context = createToolContext({ device: device.power, timezone: 'Europe/Rome', now: () => Date.UTC(2026, 10, 21, 23, 30) });
  expect(await listTasksDueTodayTool.run({ input: {}, context })).toEqual({
    total: 2,
    tasks: [
      { id: 't-1', title: 'a', status: 'todo' },
      { id: 't-3', title: 'c', status: 'in_progress' },
    ],
  });
  expect(device.asked).toEqual([
    {
      action: 'select',
      table: 'tasks',
      filters: { dueDateFrom: Date.UTC(2026, 10, 21, 23), dueDateTo: Date.UTC(2026, 10, 22, 23) - 1, orderBy: 'dueDate' },
      limit: 1_000,
    },
  ]);
  expect(device.summaries).toEqual(['2 due today']);
});
