import { z } from 'zod';

/**
 * A JSON object, passed on as it was received. Not `z.record`, which drops an own `__proto__` in silence: what reads
 * the object must be able to refuse it.
 */
export const jsonObjectSchema = z.custom<Record<string, unknown>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'expected an object',
);
export type JsonObject = z.infer<typeof jsonObjectSchema>;
