import { z } from 'zod';
import { projectLineSchema } from './list-projects.ts';

export const getProject = {
  name: 'get_project',
  description:
    'Reads one project. Its tasks, checkpoints and notes are read with their list tools. Find its id with list_projects first.',
  input: z.strictObject({ project_id: z.string().min(1) }),
  output: z.object({ project: projectLineSchema.extend({ ai_summary: z.string().optional() }) }),
} as const;
