import type { taskUpdateSchema } from '@adiuva/shared-protocol';
import type { z } from 'zod';

/** What a change of a task sets. */
export type TaskUpdates = z.infer<typeof taskUpdateSchema>;
