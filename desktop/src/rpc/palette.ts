import { idSchema } from '@adiuva/shared-protocol';
import { z } from 'zod';
import { procedure } from './orpc.ts';

/** Something that the user keeps, found by its words. `detail` says where it belongs. */
export const foundSchema = z.object({
  kind: z.enum(['task', 'project', 'client', 'checkpoint', 'note', 'conversation']),
  id: idSchema,
  title: z.string(),
  detail: z.string().optional(),
  /** Done or archived. */
  past: z.boolean(),
});
export type Found = z.infer<typeof foundSchema>;

export const paletteContract = {
  /** By the beginnings of all words of the text, whatever their order; of each kind the best `limit`. */
  everything: procedure
    .input(z.object({ text: z.string().max(500), limit: z.number().int().min(1).max(20) }))
    .output(z.object({ items: z.array(foundSchema) })),
};
