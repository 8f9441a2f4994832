import { addTaskComment } from '@adiuva/shared-protocol';
import { toTaskCommentLine } from './list-task-comments.ts';
import { writtenRow } from './task-line.ts';
import { defineTool } from './tool.ts';

export const addTaskCommentTool = defineTool({
  definition: addTaskComment,
  run: async ({ input, context: { device } }) => {
    const answer = await device.call({
      action: 'insert',
      table: 'taskComments',
      data: { taskId: input.task_id, content: input.content },
      summary: () => 'added a comment',
    });
    return { comment: toTaskCommentLine(writtenRow(answer)) };
  },
});
