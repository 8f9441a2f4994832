import { z } from 'zod';

/** What a model reads when a tool could not do its work: a sentence that says what to change. */
export const toolErrorSchema = z.object({ error: z.string(), code: z.string() });
export type ToolError = z.infer<typeof toolErrorSchema>;
