import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { suggestedRowSchema, textSchema, titleSchema } from './row.ts';

/** A note; `content` is Markdown source, kept as it was written. */
export const noteSchema = suggestedRowSchema.extend({ projectId: idSchema.nullable(), title: titleSchema, content: textSchema });
export type Note = z.infer<typeof noteSchema>;

export const noteInsertSchema = z.strictObject({ projectId: idSchema.nullish(), title: titleSchema, content: textSchema });
export const noteUpdateSchema = z.strictObject({
  projectId: idSchema.nullish(),
  title: titleSchema.optional(),
  content: textSchema.optional(),
});
export const noteFilterShape = { projectId: idSchema };
