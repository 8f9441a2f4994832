import { z } from 'zod';

export const deleteNote = {
  name: 'delete_note',
  description:
    'Deletes one note. Find its id with list_notes or search_notes first. The user is asked on the device before it is done; if the user rejects it, the error says why, and nothing was changed.',
  input: z.strictObject({ note_id: z.string().min(1) }),
  output: z.object({ deleted: z.literal(true), note_id: z.string() }),
} as const;
