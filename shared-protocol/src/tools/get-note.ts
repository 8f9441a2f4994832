import { z } from 'zod';
import { noteLineSchema } from './list-notes.ts';

/** A note with its Markdown. `is_cut`: the text was too long to be sent whole; it is never to be written back. */
export const noteTextSchema = noteLineSchema.extend({ content: z.string(), is_cut: z.literal(true).optional() });
export type NoteText = z.infer<typeof noteTextSchema>;

export const getNote = {
  name: 'get_note',
  description:
    'Reads one note with its text. Find its id with list_notes or search_notes first. `is_cut`: the text is longer than what is given, so never write it back with update_note.',
  input: z.strictObject({ note_id: z.string().min(1) }),
  output: z.object({ note: noteTextSchema }),
} as const;
