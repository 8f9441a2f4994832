import { z } from 'zod';

export const deleteCheckpoint = {
  name: 'delete_checkpoint',
  description:
    'Deletes one checkpoint. Find its id with list_checkpoints first. The user is asked on the device before it is done; if the user rejects it, the error says why, and nothing was changed.',
  input: z.strictObject({ checkpoint_id: z.string().min(1) }),
  output: z.object({ deleted: z.literal(true), checkpoint_id: z.string() }),
} as const;
