import { z } from 'zod';

/** A note as a list tells it to a model; its text is read with get_note. */
export const noteLineSchema = z.object({ id: z.string(), title: z.string(), project_id: z.string().optional() });
export type NoteLine = z.infer<typeof noteLineSchema>;

export const listNotes = {
  name: 'list_notes',
  description:
    'Lists or counts the user’s notes by title, without their text. `total` counts every match. To find a note by what it is about, use search_notes; to read it, get_note.',
  input: z.strictObject({
    project_id: z.string().optional().describe('Only notes of this project; get its id from list_projects.'),
    search: z.string().optional().describe('Words that must occur in the title or text.'),
    order_by: z.enum(['title', '-title', 'createdAt', '-createdAt', 'updatedAt', '-updatedAt']).optional(),
    limit: z.number().int().min(0).max(1_000).optional().describe('Rows at most; 50 when absent.'),
  }),
  output: z.object({ total: z.number().int(), notes: z.array(noteLineSchema) }),
} as const;
