import { z } from 'zod';
import { taskListSchema } from './task-line.ts';

export const listTasksDueToday = {
  name: 'list_tasks_due_today',
  description: 'Lists the tasks that are due today in the user’s time zone and are not done.',
  input: z.strictObject({}),
  output: taskListSchema,
} as const;
