import { z } from 'zod';

export const deleteTask = {
  name: 'delete_task',
  description:
    'Deletes one task, with its comments. Find the task’s id with list_tasks first. The user is asked on the device before it is done; if the user rejects it, the error says why, and nothing was changed.',
  input: z.strictObject({ task_id: z.string().min(1) }),
  output: z.object({ deleted: z.literal(true), task_id: z.string() }),
} as const;
