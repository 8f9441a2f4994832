import { z } from 'zod';
import { taskCommentLineSchema } from './list-task-comments.ts';

export const addTaskComment = {
  name: 'add_task_comment',
  description: 'Adds one comment to a task. Find the task’s id with list_tasks first.',
  input: z.strictObject({ task_id: z.string().min(1), content: z.string().min(1) }),
  output: z.object({ comment: taskCommentLineSchema }),
} as const;
