import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { suggestedRowSchema, textSchema, titleSchema } from './row.ts';

export const projectStatusSchema = z.enum(['active', 'archived']);

export const projectSchema = suggestedRowSchema.extend({
  clientId: idSchema.nullable(),
  name: titleSchema,
  status: projectStatusSchema,
  aiSummary: textSchema.nullable(),
});
export type Project = z.infer<typeof projectSchema>;

const settable = { clientId: idSchema.nullish(), status: projectStatusSchema.optional(), aiSummary: textSchema.nullish() };
export const projectInsertSchema = z.strictObject({ name: titleSchema, ...settable });
export const projectUpdateSchema = z.strictObject({ name: titleSchema.optional(), ...settable });

/** Without `status` and `includeArchived: true`, archived projects are left out. */
export const projectFilterShape = { clientId: idSchema, status: projectStatusSchema, includeArchived: z.boolean() };
