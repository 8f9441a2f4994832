import { streamText, tool, zodSchema, type LanguageModel, type ModelMessage, type ToolSet } from 'ai';
import { AnswerFault, readModelFault, type ModelUsage } from '#backend/models/index.ts';
import type { StepAnswer, ToolRequest } from './step-answer.ts';
import type { Tool } from './tools/index.ts';

/** The model gave no whole answer. `message` is for the user, the cause for the log alone. `isRetryable`: the same may work. */
export class ModelFailure extends Error {
  readonly code = 'model_error';
  readonly isRetryable: boolean;
  /** How long the server asks to be left alone before it is tried again, in milliseconds. */
  readonly retryAfterMs: number | undefined;
  /** What the call used all the same, as far as the provider told. */
  readonly usage: ModelUsage | undefined;

  constructor({ cause, usage }: { cause: unknown; usage?: ModelUsage }) {
    const { message, retryable, retryAfterMs } = readModelFault(cause);
    super(`${message} What was done before is kept.`, { cause });
    this.name = 'ModelFailure';
    this.isRetryable = retryable;
    this.retryAfterMs = retryAfterMs;
    this.usage = usage;
  }
}

/** What ends without its end was cut off on its way. */
class CutStream extends Error {
  readonly code = 'ECONNRESET';
}

/** Told where an answer is as long as its model can make one: nobody should take it for whole. */
const CUT_SHORT = '\n\n(The answer ends here: it is as long as this model can make one. Ask me to go on.)';

/** Tools as the SDK wants them; made once, as each schema keeps its JSON form. None executes by itself, so an answer can be stored before its calls are sent. */
export function toToolSet(tools: readonly Tool[]): ToolSet {
  return Object.fromEntries(
    tools.map(({ name, description, input }) => [name, tool({ description, inputSchema: zodSchema(input) })]),
  );
}

/**
 * One model call. `onText` hears the text as it comes. `modelName` (`provider:model`) stands in the answer: what a provider
 * put into it is meant for that model alone.
 * @throws ModelFailure; the signal's reason when it aborts.
 */
export async function askModel({
  model,
  modelName,
  instructions,
  tools,
  messages,
  mayCallTools,
  allowed,
  locale,
  signal,
  onText,
}: {
  model: LanguageModel;
  modelName: string;
  instructions: string;
  tools: ToolSet;
  messages: ModelMessage[];
  mayCallTools: boolean;
  /**
   * The tools that it may call, of all that it sees; absent: all. Only told to providers that can be told so without another
   * list of tools, which would cost the cache of everything after it.
   */
  allowed?: readonly string[];
  /** The user's, told beside the prompt to the model that works by rules, so that every prefix stays as it is. */
  locale?: string | null;
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
    providerOptions: {
      ...(mayCallTools && allowed && { openai: { allowedTools: { toolNames: [...allowed] } } }),
      ...(locale && { offline: { locale } }),
    },
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
  const { inputTokens, outputTokens, inputTokenDetails, outputTokenDetails } = await result.usage;
  const usage: ModelUsage = {
    inputTokens: inputTokens ?? 0,
    outputTokens: outputTokens ?? 0,
    cachedInputTokens: inputTokenDetails.cacheReadTokens ?? 0,
    cacheWriteTokens: inputTokenDetails.cacheWriteTokens ?? 0,
    reasoningTokens: outputTokenDetails.reasoningTokens ?? 0,
  };
  const isCut = finish === 'interrupted' || (finish === 'other' && outputTokens === undefined);
  if (!isDisobedient && (finish === 'error' || isCut))
    throw new ModelFailure({ cause: new CutStream(`the model's stream ended with "${finish}"`), usage });
  const hasWords = text.trim() !== '';
  const isEmpty = !hasWords && calls.length === 0;
  if (finish === 'content-filter') throw new ModelFailure({ cause: new AnswerFault('filtered'), usage });
  // Without words when it may call no tool, it has used up its steps: the caller has a sentence for that.
  if (isEmpty && mayCallTools) {
    throw new ModelFailure({ cause: new AnswerFault(finish === 'length' ? 'length' : 'empty'), usage });
  }
  if (finish === 'length' && hasWords && calls.length === 0) {
    text += CUT_SHORT;
    onText(CUT_SHORT);
  }
  const { messages: made } = await result.response;
  const whole = made.find((each) => each.role === 'assistant');
  const message = whole && !isDisobedient ? whole : ({ role: 'assistant', content: text } as const);
  return { answer: { model: modelName, message, text, calls: mayCallTools ? calls : [] }, usage };
}

function faultOf({ name, tools, error }: { name: string; tools: ToolSet; error: unknown }): string {
  if (!Object.hasOwn(tools, name)) {
    return `There is no tool called ${name.slice(0, 100)}. There are: ${Object.keys(tools).join(', ')}.`;
  }
  const why = error instanceof Error ? error.message : String(error);
  return `The input of ${name} does not fit its schema, so nothing was done. ${why.slice(0, 1_500)}`;
}
