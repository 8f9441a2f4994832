import { expect, test } from 'vitest';
import { createRecordingDevice } from '#backend-test/recording-device.ts';
import { createToolContext } from '#backend-test/tool-context.ts';
import { deleteTaskCommentTool } from './delete-task-comment.ts';

test('one delete of that comment, and nothing else', async () => {
  const device = createRecordingDevice({ deleted: true });
  const context = createToolContext({ device: device.power });
  expect(await deleteTaskCommentTool.run({ input: { comment_id: 'x-1' }, context })).toEqual({
    deleted: true,
    comment_id: 'x-1',
  });
  expect(device.asked).toEqual([{ action: 'delete', table: 'taskComments', data: { id: 'x-1' } }]);
  expect(device.summaries).toEqual(['deleted the comment']);
});

test('a rejection is thrown as the device said it; without an id nothing is asked', async () => {
  const device = createRecordingDevice({ error: 'The user rejected this: I need it.', code: 'rejected' });
  const context = createToolContext({ device: device.power });
  await expect(deleteTaskCommentTool.run({ input: { comment_id: 'x-1' }, context })).rejects.toMatchObject({
    code: 'rejected',
    message: 'The user rejected this: I need it.',
  });
  await expect(deleteTaskCommentTool.run({ input: { comment_id: '' }, context })).rejects.toThrow();
  expect(device.asked).toHaveLength(1);
});
