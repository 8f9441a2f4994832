import { z } from 'zod';
import { checkpointLineSchema } from './list-checkpoints.ts';
import { localDaySchema } from './local-day.ts';

export const updateCheckpoint = {
  name: 'update_checkpoint',
  description: 'Changes the named fields of one checkpoint. Find its id with list_checkpoints first.',
  input: z.strictObject({
    checkpoint_id: z.string().min(1),
    title: z.string().min(1).max(500).optional(),
    date: localDaySchema.optional(),
    project_id: z.string().min(1).optional(),
  }),
  output: z.object({ checkpoint: checkpointLineSchema }),
} as const;
