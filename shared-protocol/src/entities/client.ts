import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { rowBaseSchema, titleSchema } from './row.ts';

export const clientSchema = rowBaseSchema.extend({
  parentId: idSchema.nullable(),
  name: titleSchema,
  industry: z.string().max(500).nullable(),
});
export type Client = z.infer<typeof clientSchema>;

const settable = { parentId: idSchema.nullish(), industry: z.string().max(500).nullish() };
export const clientInsertSchema = z.strictObject({ name: titleSchema, ...settable });
export const clientUpdateSchema = z.strictObject({ name: titleSchema.optional(), ...settable });
export const clientFilterShape = { parentId: idSchema };
