import { expect, test } from 'vitest';
import { createRecordingDevice } from '#backend-test/recording-device.ts';
import { createToolContext } from '#backend-test/tool-context.ts';
import { deleteTaskTool } from './delete-task.ts';

const context = createToolContext();

test('one delete of that task', async () => {
  const device = createRecordingDevice({ deleted: true });
  expect(await deleteTaskTool.run({ input: { task_id: 't-1' }, context: { ...context, device: device.power } })).toEqual({
    deleted: true,
    task_id: 't-1',
  });
  expect(device.asked).toEqual([{ action: 'delete', table: 'tasks', data: { id: 't-1' } }]);
  expect(device.summaries).toEqual(['deleted the task']);
});

test('a rejection is thrown as the device said it', async () => {
  const device = createRecordingDevice({ error: 'The user rejected this: I need it.', code: 'rejected' });
  await expect(
    deleteTaskTool.run({ input: { task_id: 't-1' }, context: { ...context, device: device.power } }),
  ).rejects.toMatchObject({ code: 'rejected', message: 'The user rejected this: I need it.' });
});
