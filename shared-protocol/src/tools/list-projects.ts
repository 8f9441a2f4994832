import { z } from 'zod';
import { projectStatusSchema } from '../entities/project.ts';

export const projectLineSchema = z.object({
  id: z.string(),
  name: z.string(),
  status: projectStatusSchema.optional(),
  client_id: z.string().optional(),
});
export type ProjectLine = z.infer<typeof projectLineSchema>;

export const listProjects = {
  name: 'list_projects',
  description: 'Lists or counts the user’s projects; archived ones only when asked for. `total` counts every match.',
  input: z.strictObject({
    client_id: z.string().optional(),
    include_archived: z.boolean().optional(),
    search: z.string().optional().describe('Words that must occur in the name.'),
    limit: z.number().int().min(0).max(1_000).optional().describe('Rows at most; 50 when absent.'),
  }),
  output: z.object({ total: z.number().int(), projects: z.array(projectLineSchema) }),
} as const;
