import type { z } from 'zod';
import type { WebhookSender } from '#backend/webhooks/index.ts';
import type { DevicePower } from './device-power.ts';

/** What a tool knows of the run that uses it. */
export interface ToolContext {
  device: DevicePower;
  webhooks: WebhookSender;
  /** Names this tool call, the same each time that it is run: what a tool does elsewhere is told apart by it. */
  callKey: string;
  /** The user's IANA time zone. */
  timezone: string;
  /** The instant now. */
  now: () => number;
}

/** A tool's name, words and shapes, as `shared-protocol/src/tools` gives them. */
interface ToolDefinition<Name extends string, Input extends z.ZodType, Output extends z.ZodType> {
  name: Name;
  description: string;
  input: Input;
  output: Output;
}

export interface Tool<Name extends string = string> {
  name: Name;
  description: string;
  input: z.ZodType;
  /**
   * Does the tool's work and answers what the model reads. It asks the device in an order that depends on nothing but its
   * input and the device's answers: after a crash it is run again from its start, and answered from what is stored.
   * @throws DeviceRefusal, ToolFault, ApprovalPending
   */
  run(request: { input: unknown; context: ToolContext }): Promise<unknown>;
}

/** The tool cannot do what was asked; the message is a sentence that the model can act on, most often what to change. */
export class ToolFault extends Error {
  readonly code: string;

  constructor(message: string, { code = 'invalid_data', cause }: { code?: string; cause?: unknown } = {}) {
    super(message, { cause });
    this.name = 'ToolFault';
    this.code = code;
  }
}

/** Joins a definition with what it does. Input is checked before, output after: no tool answers outside its schema. */
export function defineTool<Name extends string, Input extends z.ZodType, Output extends z.ZodType>({
  definition,
  run,
}: {
  definition: ToolDefinition<Name, Input, Output>;
  run: (request: { input: z.output<Input>; context: ToolContext }) => Promise<z.input<Output>>;
}): Tool<Name> {
  return {
    name: definition.name,
    description: definition.description,
    input: definition.input,
    run: async ({ input, context }) => definition.output.parse(await run({ input: definition.input.parse(input), context })),
  };
}
