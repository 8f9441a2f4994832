import { idSchema } from '@adiuva/shared-protocol';
import { z } from 'zod';
import { procedure } from './orpc.ts';

/** A note that was found. */
export const foundNoteSchema = z.object({
  id: idSchema,
  title: z.string(),
  project_id: idSchema.nullable(),
  updated_at: z.number(),
  /** The part of its text that fits best; plain text, at most some hundred characters. */
  excerpt: z.string(),
  /** 0 to 1. */
  score: z.number(),
  /** What it was found by, mostly. */
  why: z.enum(['words', 'meaning']),
});
export type FoundNote = z.infer<typeof foundNoteSchema>;

export const searchSettingsSchema = z.object({
  /** `offline:rules`, or `provider:model`, by which the backend embeds. */
  embed_model: z.string().max(200),
  state: z.object({
    embedded: z.number().int(),
    waiting: z.number().int(),
    /** They are found by their words alone: it was tried in vain, or a rule for their client keeps them here. */
    failed: z.number().int(),
    /** `building`: search is as good, and slower where there are very many notes. `off`: this machine has no index. */
    index: z.enum(['ready', 'building', 'off']),
    /** Why notes wait, in a sentence. */
    fault: z.string().optional(),
  }),
});
export type SearchSettings = z.infer<typeof searchSettingsSchema>;

export const searchContract = {
  /** Best first; few or none when nothing fits. */
  notes: procedure
    .input(
      z.object({
        text: z.string().min(1).max(2_000),
        project_id: idSchema.optional(),
        limit: z.number().int().min(1).max(50),
      }),
    )
    .output(
      z.object({
        items: z.array(foundNoteSchema),
        /** False: only words were compared, because no vector of the question could be had. */
        by_meaning: z.boolean(),
      }),
    ),
  settings: procedure.output(searchSettingsSchema),
  /** The backend is told of the model, and every note is embedded by it. */
  setSettings: procedure.input(searchSettingsSchema.pick({ embed_model: true })).output(searchSettingsSchema),
};
