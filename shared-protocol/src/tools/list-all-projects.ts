import { z } from 'zod';
import { listProjects } from './list-projects.ts';

export const listAllProjects = {
  name: 'list_all_projects',
  description: 'Lists or counts all of the user’s projects, archived ones too. `total` counts every match.',
  input: z.strictObject({
    search: z.string().optional().describe('Words that must occur in the name.'),
    limit: z.number().int().min(0).max(1_000).optional().describe('Rows at most; 50 when absent.'),
  }),
  output: listProjects.output,
} as const;
