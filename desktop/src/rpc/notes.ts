import { idSchema, noteInsertSchema, noteSchema, noteUpdateSchema } from '@adiuva/shared-protocol';
import { z } from 'zod';
import { procedure } from './orpc.ts';
import { removedSchema, written } from './written.ts';

export const noteOrderSchema = z.enum(['updated', 'created', 'title']);
export type NoteOrder = z.infer<typeof noteOrderSchema>;

export const noteFilterSchema = z.object({
  search: z.string().max(2_000).optional(),
  /** `none`: notes without a project. */
  project_id: z.union([idSchema, z.literal('none')]).optional(),
});
export type NoteFilter = z.infer<typeof noteFilterSchema>;

const noteHeadSchema = noteSchema.omit({ content: true });
export type NoteHead = z.infer<typeof noteHeadSchema>;

/** A note without its text. `excerpt`: how it begins, or where it has the words searched for. */
export const noteSummarySchema = noteHeadSchema.extend({ excerpt: z.string() });
export type NoteSummary = z.infer<typeof noteSummarySchema>;

/** A row that something may link to. */
export const linkTargetSchema = z.object({ table: z.enum(['notes', 'tasks', 'projects']), id: idSchema });
export type LinkTarget = z.infer<typeof linkTargetSchema>;

const namedTargetSchema = linkTargetSchema.extend({ title: z.string() });
export type NamedTarget = z.infer<typeof namedTargetSchema>;

export const notesContract = {
  list: procedure
    .input(
      z.object({
        filter: noteFilterSchema,
        order: noteOrderSchema,
        offset: z.number().int().min(0),
        limit: z.number().int().min(0).max(500),
      }),
    )
    .output(z.object({ items: z.array(noteSummarySchema), total: z.number().int() })),
  get: procedure.input(z.object({ id: idSchema })).output(noteSchema),
  /** The same without its text: which revision it has, and what it is called. */
  head: procedure.input(z.object({ id: idSchema })).output(noteHeadSchema),
  create: procedure.input(noteInsertSchema).output(written(noteSchema)),
  /**
   * `revision` is the one that the user saw; another one now is CONFLICT. Saves of a text that follow each other within
   * two minutes are one change of the journal. `relink`: with a new title, `[[old title]]` in other notes becomes the new.
   */
  update: procedure
    .input(
      z.object({
        id: idSchema,
        revision: z.number().int().optional(),
        updates: noteUpdateSchema,
        relink: z.boolean().optional(),
      }),
    )
    .output(written(noteHeadSchema.extend({ relinked: z.number().int() }))),
  /** Undoing the change brings it back. `revision` as in `update`. */
  remove: procedure.input(z.object({ id: idSchema, revision: z.number().int().optional() })).output(removedSchema),
  /** Notes that link to a row, by `[[Title]]` or by its address in the app, by title; two hundred at most. */
  backlinks: procedure
    .input(linkTargetSchema)
    .output(z.object({ items: z.array(z.object({ id: idSchema, title: z.string() })) })),
  /** What a text may link to, found by its name's words: notes first, then open tasks and projects. */
  targets: procedure
    .input(z.object({ search: z.string().max(500), limit: z.number().int().min(1).max(50) }))
    .output(z.object({ items: z.array(namedTargetSchema) })),
  /** The notes of exactly this title, whatever the case of its letters; the one changed last first. */
  byTitle: procedure
    .input(z.object({ title: z.string().max(2_000) }))
    .output(z.object({ items: z.array(z.object({ id: idSchema, title: z.string() })) })),
};
