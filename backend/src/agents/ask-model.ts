import { streamText, tool, zodSchema, type LanguageModel, type ModelMessage, type ToolSet } from 'ai';
import { readModelFault } from '#backend/models/index.ts';
import type { StepAnswer, ToolRequest } from './step-answer.ts';
import type { Tool } from './tools/index.ts';

/** The model gave no whole answer. `message` is for the user, the cause for the log alone. `isRetryable`: the same may work. */
export class ModelFailure extends Error {
  readonly code = 'model_error';
  readonly isRetryable: boolean;

  constructor({ cause }: { cause: unknown }) {
    const { message, retryable } = readModelFault(cause);
    super(`${message} What was done before is kept.`, { cause });
    this.name = 'ModelFailure';
    this.isRetryable = retryable;
  }
}

/** What ends without its end was cut off on its way. */
class CutStream extends Error {
  readonly code = 'ECONNRESET';
}

/** Tokens of one call, as far as the provider tells. */
export interface ModelUsage {
  inputTokens: number;
  outputTokens: number;
  cachedInputTokens: number;
  reasoningTokens: number;
}

/** Tools as the SDK wants them; made once, as each schema keeps its JSON form. None executes by itself, so an answer can be stored before its calls are sent. */
export function toToolSet(tools: readonly Tool[]): ToolSet {
  return Object.fromEntries(
    tools.map(({ name, description, input }) => [name, tool({ description, inputSchema: zodSchema(input) })]),
  );
}

/**
 * One model call. `onText` hears the text as it comes.
 * @throws ModelFailure; the signal's reason when it aborts.
 */
export async function askModel({
  model,
  instructions,
  tools,
  messages,
  mayCallTools,
  signal,
  onText,
}: {
  model: LanguageModel;
  instructions: string;
  tools: ToolSet;
  messages: ModelMessage[];
  mayCallTools: boolean;
  signal: AbortSignal;
  onText: (text: string) => void;
}): Promise<{ answer: StepAnswer; usage: ModelUsage }> {
  let fault: { error: unknown } | undefined;
  const result = streamText({
    model,
    instructions,
    tools,
    messages,
    toolChoice: mayCallTools ? 'auto' : 'none',
    // Whether it is tried again is decided where the tries are counted.
    maxRetries: 0,
    abortSignal: signal,
    telemetry: { isEnabled: false },
    onError: () => undefined,
  });
  let text = '';
  const calls: ToolRequest[] = [];
  try {
    for await (const part of result.stream) {
      if (part.type === 'text-delta') {
        text += part.text;
        onText(part.text);
      } else if (part.type === 'tool-call') {
        const { toolCallId: id, toolName: name, input } = part;
        const call: ToolRequest = { id, name, input };
        if (part.invalid === true) call.fault = faultOf({ name, tools, error: part.error });
        calls.push(call);
      } else if (part.type === 'error') {
        fault ??= { error: part.error };
      }
    }
  } catch (error) {
    signal.throwIfAborted();
    throw new ModelFailure({ cause: error });
  }
  signal.throwIfAborted();
  // Told to call no tool, it called one: its words count, its calls do not.
  const isDisobedient = !mayCallTools && fault?.error instanceof Error && fault.error.name === 'AI_ToolChoiceViolationError';
  if (fault && !isDisobedient) throw new ModelFailure({ cause: fault.error });
  const finish = await result.finishReason;
  const usage = await result.usage;
  const isCut = finish === 'interrupted' || (finish === 'other' && usage.outputTokens === undefined);
  if (!isDisobedient && (finish === 'error' || isCut))
    throw new ModelFailure({ cause: new CutStream(`the model's stream ended with "${finish}"`) });
  const { messages: made } = await result.response;
  const whole = made.find((each) => each.role === 'assistant');
  const message = whole && !isDisobedient ? whole : ({ role: 'assistant', content: text } as const);
  return {
    answer: { message, text, calls: mayCallTools ? calls : [] },
    usage: {
      inputTokens: usage.inputTokens ?? 0,
      outputTokens: usage.outputTokens ?? 0,
      cachedInputTokens: usage.inputTokenDetails.cacheReadTokens ?? 0,
      reasoningTokens: usage.outputTokenDetails.reasoningTokens ?? 0,
    },
  };
}

function faultOf({ name, tools, error }: { name: string; tools: ToolSet; error: unknown }): string {
  if (!Object.hasOwn(tools, name)) {
    return `There is no tool called ${name.slice(0, 100)}. There are: ${Object.keys(tools).join(', ')}.`;
  }
  const why = error instanceof Error ? error.message : String(error);
  return `The input of ${name} does not fit its schema, so nothing was done. ${why.slice(0, 1_500)}`;
}
