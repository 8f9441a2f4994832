import { z } from 'zod';
import { createNote } from './create-note.ts';

export const updateNote = {
  name: 'update_note',
  description:
    'Changes the named fields of one note. `content` replaces the whole text, so read the note with get_note first and give back what shall stay.',
  input: z.strictObject({
    note_id: z.string().min(1),
    title: z.string().min(1).max(500).optional(),
    content: z.string().optional(),
    project_id: z.string().nullable().optional(),
  }),
  /** `found_by_meaning` is absent when neither title nor text was changed. */
  output: createNote.output.partial({ found_by_meaning: true }),
} as const;
