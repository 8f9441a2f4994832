import { z } from 'zod';

/** A comment as a tool tells it to a model. `author` is `me` for the user's own, `assistant` for ours. */
export const taskCommentLineSchema = z.object({
  id: z.string(),
  task_id: z.string().optional(),
  author: z.string().optional(),
  content: z.string(),
});
export type TaskCommentLine = z.infer<typeof taskCommentLineSchema>;

export const listTaskComments = {
  name: 'list_task_comments',
  description: 'Lists or counts the comments on one task, oldest first. Find the task’s id with list_tasks first.',
  input: z.strictObject({
    task_id: z.string().min(1),
    limit: z.number().int().min(0).max(1_000).optional().describe('Rows at most; 50 when absent.'),
  }),
  output: z.object({ total: z.number().int(), comments: z.array(taskCommentLineSchema) }),
} as const;
