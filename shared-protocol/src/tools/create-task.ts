import { z } from 'zod';
import { owedBySchema, taskPrioritySchema, taskStatusSchema } from '../entities/task.ts';
import { localDaySchema } from './local-day.ts';
import { taskLineSchema } from './task-line.ts';

export const createTask = {
  name: 'create_task',
  description: 'Creates one task. To put it in a project, find the project’s id with list_projects first.',
  input: z.strictObject({
    title: z.string().min(1).max(500),
    description: z.string().optional(),
    project_id: z.string().optional(),
    status: taskStatusSchema.optional(),
    priority: taskPrioritySchema.optional(),
    due_date: localDaySchema.optional(),
    assignee: z.array(z.string().min(1)).optional(),
    owed_by: owedBySchema.optional().describe('mine: the user owes it. theirs: the user waits for somebody else.'),
  }),
  output: z.object({ task: taskLineSchema }),
} as const;
