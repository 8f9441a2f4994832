import { z } from 'zod';

export const deleteClient = {
  name: 'delete_client',
  description:
    'Deletes one client; its projects stay without a client. Find its id with list_clients first. The user is asked on the device before it is done; if the user rejects it, the error says why, and nothing was changed.',
  input: z.strictObject({ client_id: z.string().min(1) }),
  output: z.object({ deleted: z.literal(true), client_id: z.string() }),
} as const;
