import { z } from 'zod';

export const healthSchema = z.object({ status: z.literal('ok'), version: z.string() });

const partSchema = z.enum(['ok', 'failed']);
/** `ready` is true only when every part is `ok`; the answer's status is 200 then, else 503. */
export const readySchema = z.object({ ready: z.boolean(), database: partSchema, queue: partSchema, bus: partSchema });
