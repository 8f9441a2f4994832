import { z } from 'zod';

export const deleteTaskComment = {
  name: 'delete_task_comment',
  description:
    'Deletes one comment of a task. Find its id with list_task_comments first. The user is asked on the device before it is done; if the user rejects it, the error says why, and nothing was changed.',
  input: z.strictObject({ comment_id: z.string().min(1) }),
  output: z.object({ deleted: z.literal(true), comment_id: z.string() }),
} as const;
