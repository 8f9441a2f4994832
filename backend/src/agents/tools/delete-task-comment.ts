import { deleteTaskComment } from '@adiuva/shared-protocol';
import { defineTool } from './tool.ts';

export const deleteTaskCommentTool = defineTool({
  definition: deleteTaskComment,
  run: async ({ input: { comment_id }, context: { device } }) => {
    await device.call({
      action: 'delete',
      table: 'taskComments',
      data: { id: comment_id },
      summary: () => 'deleted the comment',
    });
    return { deleted: true as const, comment_id };
  },
});
