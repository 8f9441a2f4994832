import { z } from 'zod';
import { projectLineSchema } from './list-projects.ts';

export const createProject = {
  name: 'create_project',
  description: 'Creates one project. To put it under a client, find the client’s id with list_clients first.',
  input: z.strictObject({ name: z.string().min(1).max(500), client_id: z.string().optional() }),
  output: z.object({ project: projectLineSchema }),
} as const;
