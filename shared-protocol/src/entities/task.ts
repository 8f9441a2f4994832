import { z } from 'zod';
import { idSchema, instantSchema } from '../ids.ts';
import { suggestedRowSchema, textSchema, titleSchema } from './row.ts';

export const taskStatusSchema = z.enum(['todo', 'in_progress', 'done']);
export const taskPrioritySchema = z.enum(['high', 'medium', 'low']);
export const owedBySchema = z.enum(['mine', 'theirs']);
export type TaskStatus = z.infer<typeof taskStatusSchema>;
export type TaskPriority = z.infer<typeof taskPrioritySchema>;

const assigneeSchema = z.array(z.string().min(1).max(500)).max(100);

/** A task as a device sends it. `dueDate` is the start of its day, or its time, in the device's zone. */
export const taskSchema = suggestedRowSchema.extend({
  projectId: idSchema.nullable(),
  title: titleSchema,
  description: textSchema.nullable(),
  status: taskStatusSchema,
  priority: taskPrioritySchema,
  assignee: assigneeSchema,
  owedBy: owedBySchema,
  dueDate: instantSchema.nullable(),
  completedAt: instantSchema.nullable(),
  position: z.number(),
});
export type Task = z.infer<typeof taskSchema>;

const settable = {
  projectId: idSchema.nullish(),
  description: textSchema.nullish(),
  status: taskStatusSchema.optional(),
  priority: taskPrioritySchema.optional(),
  assignee: assigneeSchema.optional(),
  owedBy: owedBySchema.optional(),
  dueDate: instantSchema.nullish(),
  position: z.number().finite().optional(),
};
export const taskInsertSchema = z.strictObject({ title: titleSchema, ...settable });
export const taskUpdateSchema = z.strictObject({ title: titleSchema.optional(), ...settable });

export const taskFilterShape = {
  projectId: idSchema,
  status: taskStatusSchema,
  priority: taskPrioritySchema,
  assignee: z.string().min(1).max(500),
  owedBy: owedBySchema,
  dueDateFrom: instantSchema,
  dueDateTo: instantSchema,
};
