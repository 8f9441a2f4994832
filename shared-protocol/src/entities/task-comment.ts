import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { rowBaseSchema, textSchema } from './row.ts';

/** A comment on a task; `author` is set by the device. */
export const taskCommentSchema = rowBaseSchema.extend({ taskId: idSchema, author: z.string(), content: textSchema.min(1) });
export type TaskComment = z.infer<typeof taskCommentSchema>;

export const taskCommentInsertSchema = z.strictObject({ taskId: idSchema, content: textSchema.min(1) });
export const taskCommentUpdateSchema = z.strictObject({ content: textSchema.min(1).optional() });
export const taskCommentFilterShape = { taskId: idSchema };
