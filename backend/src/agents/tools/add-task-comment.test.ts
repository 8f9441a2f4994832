import { expect, test } from 'vitest';
import { createRecordingDevice } from '#backend-test/recording-device.ts';
import { createToolContext } from '#backend-test/tool-context.ts';
import { addTaskCommentTool } from './add-task-comment.ts';

test('an insert without an author: the device says who wrote it', async () => {
  const device = createRecordingDevice({ row: { id: 'k-9', taskId: 't-1', author: 'assistant', content: 'Called them' } });
  const context = createToolContext({ device: device.power });
  expect(await addTaskCommentTool.run({ input: { task_id: 't-1', content: 'Called them' }, context })).toEqual({
    comment: { id: 'k-9', task_id: 't-1', author: 'assistant', content: 'Called them' },
  });
  expect(device.asked).toEqual([{ action: 'insert', table: 'taskComments', data: { taskId: 't-1', content: 'Called them' } }]);
});

test('an empty comment is refused before the device is asked', async () => {
  const device = createRecordingDevice({ row: null });
  const context = createToolContext({ device: device.power });
  await expect(addTaskCommentTool.run({ input: { task_id: 't-1', content: '' }, context })).rejects.toThrow();
  expect(device.asked).toEqual([]);
});
