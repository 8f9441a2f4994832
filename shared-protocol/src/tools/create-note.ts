import { z } from 'zod';
import { noteLineSchema } from './list-notes.ts';

export const createNote = {
  name: 'create_note',
  description: 'Creates one note; content is Markdown. To put it in a project, find the project’s id with list_projects first.',
  input: z.strictObject({ title: z.string().min(1).max(500), content: z.string(), project_id: z.string().optional() }),
  output: z.object({
    note: noteLineSchema,
    /** False: it is kept, and found by its words; by its meaning only once the device has made its vector. */
    found_by_meaning: z.boolean(),
  }),
} as const;
