import { expect, test } from 'vitest';
import { createRecordingDevice } from '#backend-test/recording-device.ts';
import { createToolContext } from '#backend-test/tool-context.ts';
import { listTaskCommentsTool } from './list-task-comments.ts';

test('the comments of one task, oldest first; odd fields are left out', async () => {
  const device = createRecordingDevice({
    rows: [
      { id: 'k-1', taskId: 't-1', author: 'me', content: 'Sent the draft' },
      { id: 'k-2', author: 3, content: null },
    ],
    total: 9,
  });
  const context = createToolContext({ device: device.power });
  expect(await listTaskCommentsTool.run({ input: { task_id: 't-1', limit: 2 }, context })).toEqual({
    total: 9,
    comments: [
      { id: 'k-1', task_id: 't-1', author: 'me', content: 'Sent the draft' },
      { id: 'k-2', content: '' },
    ],
  });
  expect(device.asked).toEqual([
    { action: 'select', table: 'taskComments', filters: { taskId: 't-1', orderBy: 'createdAt' }, limit: 2 },
  ]);
  expect(device.summaries).toEqual(['2 of 9 comments']);
});
