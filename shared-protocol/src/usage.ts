import { z } from 'zod';

/** What a run's model calls used together. Costs are US dollars. */
export const usageSchema = z.object({
  input_tokens: z.number().min(0),
  output_tokens: z.number().min(0),
  cached_input_tokens: z.number().min(0),
  reasoning_tokens: z.number().min(0),
  cost_usd: z.number().min(0),
  model: z.string(),
});
export type Usage = z.infer<typeof usageSchema>;
