import { z } from 'zod';
import { owedBySchema, taskPrioritySchema, taskStatusSchema } from '../entities/task.ts';
import { localDaySchema } from './local-day.ts';

/** A task as a tool tells it to a model. What the device left out is absent. */
export const taskLineSchema = z.object({
  id: z.string(),
  title: z.string(),
  status: taskStatusSchema.optional(),
  priority: taskPrioritySchema.optional(),
  due: localDaySchema.optional(),
  project_id: z.string().optional(),
  assignee: z.array(z.string()).optional(),
  owed_by: owedBySchema.optional(),
  description: z.string().optional(),
});
export type TaskLine = z.infer<typeof taskLineSchema>;

/** `total` counts every match on the device; `tasks` may be its first part only. */
export const taskListSchema = z.object({ total: z.number().int(), tasks: z.array(taskLineSchema) });
