import { z } from 'zod';
import { owedBySchema, taskPrioritySchema, taskStatusSchema } from '../entities/task.ts';
import { localDaySchema } from './local-day.ts';
import { taskLineSchema } from './task-line.ts';

export const updateTask = {
  name: 'update_task',
  description: 'Changes the named fields of one task; null clears a field. Find the task’s id with list_tasks first.',
  input: z.strictObject({
    task_id: z.string().min(1),
    title: z.string().min(1).max(500).optional(),
    description: z.string().nullable().optional(),
    project_id: z.string().nullable().optional(),
    status: taskStatusSchema.optional(),
    priority: taskPrioritySchema.optional(),
    due_date: localDaySchema.nullable().optional(),
    assignee: z.array(z.string().min(1)).optional(),
    owed_by: owedBySchema.optional(),
  }),
  output: z.object({ task: taskLineSchema }),
} as const;
