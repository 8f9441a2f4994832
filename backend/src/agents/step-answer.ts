import { assistantModelMessageSchema, type AssistantModelMessage } from 'ai';
import { z } from 'zod';

const toolRequestSchema = z.object({
  /** The model's own id of the call; the model finds its result by it. */
  id: z.string(),
  name: z.string(),
  input: z.unknown(),
  /** Why the call cannot be run, in words for the model; absent when it can. */
  fault: z.string().optional(),
});
export type ToolRequest = z.infer<typeof toolRequestSchema>;

/** One model call's answer: as the model's provider wants it back, its text, and the tools that it asks for. */
export interface StepAnswer {
  /** Which model gave it, `provider:model`; absent in what was stored before that was kept. */
  model?: string | undefined;
  message: AssistantModelMessage;
  text: string;
  calls: ToolRequest[];
}

const storedSchema = z.object({
  model: z.string().optional(),
  message: assistantModelMessageSchema,
  text: z.string(),
  calls: z.array(toolRequestSchema),
});

/** An answer as it was stored. */
export function readStepAnswer(value: unknown): StepAnswer {
  return storedSchema.parse(value);
}

/** What a tool gave back to the model: its output, or an error in words. */
export interface ToolReply {
  outcome: 'ok' | 'error' | 'refused' | 'interrupted';
  output: unknown;
}
