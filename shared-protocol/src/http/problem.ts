import { z } from 'zod';

/** An RFC 9457 problem document, as every HTTP error is answered (`application/problem+json`). */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  request_id: z.string(),
});
export type Problem = z.infer<typeof problemSchema>;
