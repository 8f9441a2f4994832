import { z } from 'zod';
import { taskPrioritySchema, taskStatusSchema } from '../entities/task.ts';
import { localDaySchema } from './local-day.ts';
import { taskListSchema } from './task-line.ts';

export const listTasks = {
  name: 'list_tasks',
  description:
    'Lists or counts the user’s tasks. Give only the filters you need. `total` counts every match; use limit 0 to count without reading rows. Dates are inclusive.',
  input: z.strictObject({
    project_id: z.string().optional().describe('Only tasks of this project; get its id from list_projects.'),
    status: taskStatusSchema.optional(),
    priority: taskPrioritySchema.optional(),
    assignee: z.string().optional(),
    search: z.string().optional().describe('Words that must occur in the title or description.'),
    due_from: localDaySchema.optional(),
    due_to: localDaySchema.optional(),
    order_by: z
      .enum([
        'dueDate',
        '-dueDate',
        'priority',
        '-priority',
        'title',
        '-title',
        'createdAt',
        '-createdAt',
        'updatedAt',
        '-updatedAt',
        'position',
      ])
      .optional(),
    limit: z.number().int().min(0).max(1_000).optional().describe('Rows at most; 50 when absent.'),
  }),
  output: taskListSchema,
} as const;
