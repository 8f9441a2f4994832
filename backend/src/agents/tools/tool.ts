import type { z } from 'zod';
import type { DevicePower } from './device-power.ts';

/** What a tool knows of the run that uses it. */
export interface ToolContext {
  device: DevicePower;
  /** The user's IANA time zone. */
  timezone: string;
  /** The instant now. */
  now: () => number;
}

/** A tool's name, words and shapes, as `shared-protocol/src/tools` gives them. */
interface ToolDefinition<Input extends z.ZodType, Output extends z.ZodType> {
  name: string;
  description: string;
  input: Input;
  output: Output;
}

export interface Tool {
  name: string;
  description: string;
  input: z.ZodType;
  /**
   * Does the tool's work and answers what the model reads. It asks the device in an order that depends on nothing but its
   * input and the device's answers: after a crash it is run again from its start, and answered from what is stored.
   * @throws DeviceRefusal, ToolFault, ApprovalPending
   */
  run(request: { input: unknown; context: ToolContext }): Promise<unknown>;
}

/** The tool cannot do what was asked; the message says what to change. */
export class ToolFault extends Error {
  readonly code = 'invalid_data';

  constructor(message: string) {
    super(message);
    this.name = 'ToolFault';
  }
}

/** Joins a definition with what it does. Input is checked before, output after: no tool answers outside its schema. */
export function defineTool<Input extends z.ZodType, Output extends z.ZodType>({
  definition,
  run,
}: {
  definition: ToolDefinition<Input, Output>;
  run: (request: { input: z.output<Input>; context: ToolContext }) => Promise<z.input<Output>>;
}): Tool {
  return {
    name: definition.name,
    description: definition.description,
    input: definition.input,
    run: async ({ input, context }) => definition.output.parse(await run({ input: definition.input.parse(input), context })),
  };
}
