import { z } from 'zod';

export const deleteProject = {
  name: 'delete_project',
  description:
    'Deletes one project, with its checkpoints; its tasks and notes stay, without a project. Find the project’s id with list_projects first. The user is asked on the device before it is done; if the user rejects it, the error says why, and nothing was changed.',
  input: z.strictObject({ project_id: z.string().min(1) }),
  output: z.object({ deleted: z.literal(true), project_id: z.string() }),
} as const;
