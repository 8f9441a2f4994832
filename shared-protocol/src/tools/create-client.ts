import { z } from 'zod';
import { clientLineSchema } from './list-clients.ts';

export const createClient = {
  name: 'create_client',
  description: 'Creates one client.',
  input: z.strictObject({
    name: z.string().min(1).max(500),
    industry: z.string().max(500).optional(),
    parent_id: z.string().optional(),
  }),
  output: z.object({ client: clientLineSchema }),
} as const;
