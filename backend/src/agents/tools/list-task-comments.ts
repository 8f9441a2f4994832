import { listTaskComments, type TaskCommentLine, type WireRow } from '@adiuva/shared-protocol';
import { countText, listOf } from './task-line.ts';
import { defineTool } from './tool.ts';

const DEFAULT_LIMIT = 50;

/** A row of `taskComments` as a model reads it. */
export function toTaskCommentLine(row: WireRow): TaskCommentLine {
  return {
    id: row.id,
    ...(typeof row['taskId'] === 'string' ? { task_id: row['taskId'] } : {}),
    ...(typeof row['author'] === 'string' && row['author'] !== '' ? { author: row['author'] } : {}),
    content: typeof row['content'] === 'string' ? row['content'] : '',
  };
}

export const listTaskCommentsTool = defineTool({
  definition: listTaskComments,
  run: async ({ input, context: { device } }) => {
    const answer = await device.call({
      action: 'select',
      table: 'taskComments',
      filters: { taskId: input.task_id, orderBy: 'createdAt' },
      limit: input.limit ?? DEFAULT_LIMIT,
      summary: (answer) => countText({ answer, noun: 'comment' }),
    });
    const { rows, total } = listOf(answer);
    return { total, comments: rows.map(toTaskCommentLine) };
  },
});
