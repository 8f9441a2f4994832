import { MAX_STEPS } from '@adiuva/shared-protocol';
import type { LanguageModel, ModelMessage } from 'ai';
import { askModel, toToolSet, type ModelUsage } from './ask-model.ts';
import { toMessages, type FinishedStep, type Turn } from './conversation.ts';
import { runTool } from './run-tool.ts';
import type { StepAnswer, ToolReply, ToolRequest } from './step-answer.ts';
import { systemPrompt } from './system-prompt.ts';
import { chatTools, type DevicePower } from './tools/index.ts';

const toolSet = toToolSet(chatTools);

/** Calls that a model may make at once; more are answered with an error. */
const CALLS_A_STEP = 32;

/** Where a run's steps are kept. Writes are made in the order of the calls, and are all durable before the run ends. */
export interface StepRecord {
  /** What a worker before this one stored of a step. */
  stored(step: number): { answer: StepAnswer; replies: (ToolReply | undefined)[] } | undefined;
  /** Hears the text of a model call that begins now. */
  openMessage(): (text: string) => void;
  /** Keeps an answer that asks for tools. Whatever the tools send is sent after it is durable. */
  saveAnswer(step: { step: number; answer: StepAnswer; usage: ModelUsage }): void;
  /** Resolves when the reply is durable. */
  saveReply(reply: { step: number; ordinal: number; request: ToolRequest; reply: ToolReply }): Promise<void>;
  /** The device, for the calls of one tool call. */
  device(call: { step: number; ordinal: number; request: ToolRequest }): DevicePower;
}

/** The answer that ends a run. `usage` is absent when it was stored already. */
export interface LoopEnd {
  step: number;
  answer: StepAnswer;
  usage: ModelUsage | undefined;
  /** True: the model still had no words when its tool steps were used up. */
  isOutOfSteps: boolean;
}

/**
 * One model call a step: five with tools, then one without. Each answer is kept before its calls are sent, each result as it
 * arrives; only then comes the next step. Steps that are stored already are not asked for again.
 */
export async function runToolLoop({
  model,
  earlier,
  said,
  timezone,
  record,
  signal,
  now,
}: {
  model: LanguageModel;
  earlier: Turn[];
  said: string;
  timezone: string;
  record: StepRecord;
  signal: AbortSignal;
  now: () => number;
}): Promise<LoopEnd> {
  const steps: FinishedStep[] = [];
  for (let step = 1; ; step += 1) {
    const isLast = step > MAX_STEPS;
    const stored = record.stored(step);
    const messages: ModelMessage[] = toMessages([...earlier, { said, steps }]);
    const { answer, usage } = stored
      ? { answer: stored.answer, usage: undefined }
      : await askModel({
          model,
          instructions: systemPrompt,
          tools: toolSet,
          messages,
          mayCallTools: !isLast,
          signal,
          onText: record.openMessage(),
        });
    if (isLast || answer.calls.length === 0) return { step, answer, usage, isOutOfSteps: isLast && answer.text.trim() === '' };
    if (usage) record.saveAnswer({ step, answer, usage });

    const replies = await allOrFirstFault(
      answer.calls.map(async (request, ordinal): Promise<ToolReply> => {
        const known = stored?.replies[ordinal];
        if (known) return known;
        const reply =
          ordinal < CALLS_A_STEP
            ? await runTool({
                request,
                tools: chatTools,
                context: { device: record.device({ step, ordinal, request }), timezone, now },
              })
            : tooMany;
        await record.saveReply({ step, ordinal, request, reply });
        return reply;
      }),
    );
    steps.push({ answer, replies });
    signal.throwIfAborted();
  }
}

const tooMany: ToolReply = {
  outcome: 'refused',
  output: { error: `At most ${CALLS_A_STEP} tools can be called at once; this one was not called.`, code: 'invalid_data' },
};

/** Waits for all, so that nothing goes on in the background; then throws the first fault, if there was one. */
async function allOrFirstFault<T>(work: Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(work);
  return Promise.all(work);
}
