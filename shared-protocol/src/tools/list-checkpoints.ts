import { z } from 'zod';
import { localDaySchema } from './local-day.ts';

/** A checkpoint as a tool tells it to a model. What the device left out is absent. */
export const checkpointLineSchema = z.object({
  id: z.string(),
  title: z.string(),
  date: localDaySchema.optional(),
  project_id: z.string().optional(),
});
export type CheckpointLine = z.infer<typeof checkpointLineSchema>;

export const listCheckpoints = {
  name: 'list_checkpoints',
  description:
    'Lists or counts checkpoints: the dated milestones of projects. `total` counts every match; use limit 0 to count without reading rows. Dates are inclusive.',
  input: z.strictObject({
    project_id: z.string().optional().describe('Only checkpoints of this project; get its id from list_projects.'),
    date_from: localDaySchema.optional(),
    date_to: localDaySchema.optional(),
    search: z.string().optional().describe('Words that must occur in the title.'),
    order_by: z.enum(['date', '-date', 'title', '-title', 'createdAt', '-createdAt', 'updatedAt', '-updatedAt']).optional(),
    limit: z.number().int().min(0).max(1_000).optional().describe('Rows at most; 50 when absent.'),
  }),
  output: z.object({ total: z.number().int(), checkpoints: z.array(checkpointLineSchema) }),
} as const;
