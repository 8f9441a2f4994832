import { z } from 'zod';
import { clientLineSchema } from './list-clients.ts';

export const updateClient = {
  name: 'update_client',
  description: 'Changes the named fields of one client; null clears a field. Find its id with list_clients first.',
  input: z.strictObject({
    client_id: z.string().min(1),
    name: z.string().min(1).max(500).optional(),
    industry: z.string().max(500).nullable().optional(),
    parent_id: z.string().nullable().optional(),
  }),
  output: z.object({ client: clientLineSchema }),
} as const;
