import { z } from 'zod';
import { projectStatusSchema } from '../entities/project.ts';
import { projectLineSchema } from './list-projects.ts';

export const updateProject = {
  name: 'update_project',
  description:
    'Changes the named fields of one project; null clears a field. Status archived puts it away, active brings it back. Find its id with list_projects first.',
  input: z.strictObject({
    project_id: z.string().min(1),
    name: z.string().min(1).max(500).optional(),
    client_id: z.string().nullable().optional(),
    status: projectStatusSchema.optional(),
    ai_summary: z.string().nullable().optional(),
  }),
  output: z.object({ project: projectLineSchema }),
} as const;
