import { llmUsageQuerySchema, llmUsageSchema } from '@adiuva/shared-protocol';
import { z } from 'zod';
import { procedure } from './orpc.ts';

const periodSchema = llmUsageQuerySchema.shape.period.unwrap();
export type UsagePeriod = z.infer<typeof periodSchema>;

const sumsSchema = llmUsageSchema.shape.total;
export type UsageSums = z.infer<typeof sumsSchema>;
const itemsSchema = llmUsageSchema.shape.items;

/** What the models used and cost, as the backend counted it. */
export const usageSchema = z.object({
  period: periodSchema,
  /** When the backend said so. */
  at: z.number(),
  /** Why it could not be asked now, in a sentence: this is what it said last. */
  away: z.string().optional(),
  total: sumsSchema,
  /** Days of the device's zone, ascending; days without a call are not in it. */
  by_day: itemsSchema,
  by_model: itemsSchema,
  /** The dearest 100. `title`: where the conversation is on this device. */
  by_session: z.array(itemsSchema.element.extend({ title: z.string().optional() })),
});
export type UsageReading = z.infer<typeof usageSchema>;

export const usageContract = {
  /** UNAVAILABLE: the backend could not be asked, and never was for this period. */
  read: procedure.input(z.object({ period: periodSchema })).output(usageSchema),
};
