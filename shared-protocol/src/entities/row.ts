import { z } from 'zod';
import { idSchema, instantSchema } from '../ids.ts';

/** 0 or 1, as SQLite and the wire keep a yes or no of a row. */
export const flagSchema = z.union([z.literal(0), z.literal(1)]);

/** A title or a name: 1 to 500 characters. */
export const titleSchema = z.string().min(1).max(500);

/** A longer text. What bounds it is the frame that carries it. */
export const textSchema = z.string().max(900_000);

export const originSchema = z.enum(['human', 'run', 'import']);
export type Origin = z.infer<typeof originSchema>;

/** What every row of every table has, all of it set by the device alone. */
export const rowBaseSchema = z.object({
  id: idSchema,
  createdAt: instantSchema,
  updatedAt: instantSchema,
  revision: z.number().int().min(1),
  origin: originSchema,
  externalId: z.string().nullable(),
});

/** `isAiSuggested` and `isApproved`: derived from the row's suggestion, never set by a frame. */
export const suggestedRowSchema = rowBaseSchema.extend({ isAiSuggested: flagSchema, isApproved: flagSchema });
