import { idSchema } from '@adiuva/shared-protocol';
import { z } from 'zod';

/** The changes that an act of the user made, to take back exactly those by `activity.switch`. What followed from them goes with them. */
const changeIds = { change_ids: z.array(idSchema) };

/** What a write of the user answers: the row as it is now, and its changes. */
export function written<Shape extends z.ZodRawShape>(row: z.ZodObject<Shape>) {
  return row.extend(changeIds);
}

/** What a deletion by the user answers. */
export const removedSchema = z.object({ ok: z.literal(true), ...changeIds });

/** What an act on many rows answers. `left`: rows that were gone meanwhile. */
export const manyWrittenSchema = z.object({ rows: z.number().int(), left: z.number().int(), ...changeIds });
export type ManyWritten = z.infer<typeof manyWrittenSchema>;
