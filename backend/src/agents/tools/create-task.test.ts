import { expect, test } from 'vitest';
import { createRecordingDevice } from '#backend-test/recording-device.ts';
import { createToolContext } from '#backend-test/tool-context.ts';
import { createTaskTool } from './create-task.ts';

const context = createToolContext({ timezone: 'America/New_York' });

test('an insert with the fields that were given, and the new row’s id in the answer', async () => {
  const device = createRecordingDevice({
    row: { id: 't-9', title: 'Buy milk', status: 'todo', dueDate: Date.UTC(2026, 10, 27, 5) },
  });
  const input = {
    title: 'Buy milk',
    priority: 'high',
    project_id: 'p-1',
    due_date: '2026-11-27',
    assignee: ['Anna'],
    owed_by: 'theirs',
  };
  expect(await createTaskTool.run({ input, context: { ...context, device: device.power } })).toEqual({
    task: { id: 't-9', title: 'Buy milk', status: 'todo', due: '2026-11-27' },
  });
  expect(device.asked).toEqual([
    {
      action: 'insert',
      table: 'tasks',
      data: {
        title: 'Buy milk',
        priority: 'high',
        projectId: 'p-1',
        dueDate: Date.UTC(2026, 10, 27, 5),
        assignee: ['Anna'],
        owedBy: 'theirs',
      },
    },
  ]);
  expect(device.summaries).toEqual(['created “Buy milk”']);
});

test('a refusal of the device is passed on with its code', async () => {
  const device = createRecordingDevice({ error: 'No such project.', code: 'constraint' });
  await expect(
    createTaskTool.run({ input: { title: 'x' }, context: { ...context, device: device.power } }),
  ).rejects.toMatchObject({
    code: 'constraint',
    message: 'No such project.',
  });
});
