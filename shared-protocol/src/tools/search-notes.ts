import { z } from 'zod';

export const searchNotes = {
  name: 'search_notes',
  description:
    'Finds notes by what they are about, best first: by meaning and by their words together. Gives a part of each text; read the whole with get_note.',
  input: z.strictObject({
    query: z.string().min(1).max(2_000).describe('What the note is about, in the user’s words.'),
    project_id: z.string().optional(),
    limit: z.number().int().min(1).max(50).optional().describe('Notes at most; 8 when absent.'),
  }),
  output: z.object({
    notes: z.array(z.object({ id: z.string(), excerpt: z.string(), score: z.number() })),
    /** False: this device or this backend cannot search by meaning, so only words were compared. */
    by_meaning: z.boolean(),
  }),
} as const;
