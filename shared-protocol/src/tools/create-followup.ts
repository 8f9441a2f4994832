import { z } from 'zod';
import { localDaySchema } from './local-day.ts';
import { taskLineSchema } from './task-line.ts';

export const createFollowup = {
  name: 'create_followup',
  description:
    'Creates a task that reminds the user on a day to come back to something: to ask a client again, say. With `task_id` it follows that task: same project, and a comment on it says so.',
  input: z.strictObject({
    title: z.string().min(1).max(500).describe('What to come back to, for example: Ask Rossi about the contract.'),
    due_date: localDaySchema,
    task_id: z.string().optional(),
    project_id: z.string().optional(),
    description: z.string().optional(),
  }),
  /** `commented` false: the task is there, but the device did not take the comment on the one that it follows. */
  output: z.object({ task: taskLineSchema, commented: z.boolean().optional() }),
} as const;
