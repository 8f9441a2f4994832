import { z } from 'zod';
import { idSchema, instantSchema } from '../ids.ts';
import { suggestedRowSchema, titleSchema } from './row.ts';

/** A dated milestone of a project. `date` means a day, or a time, in the device's zone. */
export const checkpointSchema = suggestedRowSchema.extend({ projectId: idSchema, title: titleSchema, date: instantSchema });
export type Checkpoint = z.infer<typeof checkpointSchema>;

export const checkpointInsertSchema = z.strictObject({ projectId: idSchema, title: titleSchema, date: instantSchema });
export const checkpointUpdateSchema = z.strictObject({
  projectId: idSchema.optional(),
  title: titleSchema.optional(),
  date: instantSchema.optional(),
});
export const checkpointFilterShape = { projectId: idSchema, dateFrom: instantSchema, dateTo: instantSchema };
