import { z } from 'zod';

export const clientLineSchema = z.object({
  id: z.string(),
  name: z.string(),
  industry: z.string().optional(),
  parent_id: z.string().optional(),
});
export type ClientLine = z.infer<typeof clientLineSchema>;

export const listClients = {
  name: 'list_clients',
  description: 'Lists or counts the user’s clients. `total` counts every match.',
  input: z.strictObject({
    parent_id: z.string().optional(),
    search: z.string().optional().describe('Words that must occur in the name or industry.'),
    limit: z.number().int().min(0).max(1_000).optional().describe('Rows at most; 50 when absent.'),
  }),
  output: z.object({ total: z.number().int(), clients: z.array(clientLineSchema) }),
} as const;
