import { z } from 'zod';

/** What a message is about, as far as tools go. `several`: more than one of them, or nothing that tells. */
export const intentSchema = z.enum(['task', 'project', 'checkpoint', 'note', 'client', 'app', 'several']);
export type Intent = z.infer<typeof intentSchema>;
