import { z } from 'zod';
import { checkpointLineSchema } from './list-checkpoints.ts';
import { localDaySchema } from './local-day.ts';

export const createCheckpoint = {
  name: 'create_checkpoint',
  description: 'Creates one checkpoint: a dated milestone of a project. Find the project’s id with list_projects first.',
  input: z.strictObject({ project_id: z.string().min(1), title: z.string().min(1).max(500), date: localDaySchema }),
  output: z.object({ checkpoint: checkpointLineSchema }),
} as const;
