import { modelTestResultSchema, modelTestSchema, modelsSchema, modelsUpdateSchema } from '@adiuva/shared-protocol';
import { z } from 'zod';
import { procedure } from './orpc.ts';

export const modelsReadingSchema = z.object({
  /** Absent: this backend was never asked with success. A key's text is in none of it. */
  models: modelsSchema.optional(),
  /** Why it could not be asked now, in a sentence; `models` is what it said last. */
  away: z.string().optional(),
});
export type ModelsReading = z.infer<typeof modelsReadingSchema>;

/** Which models the backend uses, and the keys it asks them with. The device keeps no key; it passes it on. */
export const modelsContract = {
  read: procedure.output(modelsReadingSchema),
  /** INVALID: what the backend does not take, in its words. UNAVAILABLE: it could not be asked, and nothing changed. */
  update: procedure.input(modelsUpdateSchema).output(modelsSchema),
  test: procedure.input(modelTestSchema).output(modelTestResultSchema),
};
