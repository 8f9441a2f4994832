import { expect, test } from 'vitest';
import { createRecordingDevice } from '#backend-test/recording-device.ts';
import { createToolContext } from '#backend-test/tool-context.ts';
import { updateTaskTool } from './update-task.ts';

const context = createToolContext();

test('an update of the named fields; null clears one', async () => {
  const device = createRecordingDevice({ row: { id: 't-1', title: 'Buy milk', status: 'done' } });
  const input = { task_id: 't-1', status: 'done', due_date: null, project_id: null };
  expect(await updateTaskTool.run({ input, context: { ...context, device: device.power } })).toEqual({
    task: { id: 't-1', title: 'Buy milk', status: 'done' },
  });
  expect(device.asked).toEqual([
    { action: 'update', table: 'tasks', data: { id: 't-1', updates: { projectId: null, status: 'done', dueDate: null } } },
  ]);
  expect(device.summaries).toEqual(['changed “Buy milk”']);
});

test('without a field to change the device is not asked', async () => {
  const device = createRecordingDevice({ row: null });
  await expect(updateTaskTool.run({ input: { task_id: 't-1' }, context: { ...context, device: device.power } })).rejects.toThrow(
    'No field',
  );
  expect(device.asked).toEqual([]);
});

test('a device that does not say what it wrote is not believed', async () => {
  const device = createRecordingDevice({ row: null });
  await expect(
    updateTaskTool.run({ input: { task_id: 't-1', title: 'x' }, context: { ...context, device: device.power } }),
  ).rejects.toThrow('Read before repeating');
});
