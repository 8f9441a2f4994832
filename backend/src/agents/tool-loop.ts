import { MAX_STEPS } from '@adiuva/shared-protocol';
import type { LanguageModel, ModelMessage } from 'ai';
import type { ModelUsage } from '#backend/models/index.ts';
import { askModel, toToolSet } from './ask-model.ts';
import { toMessages, type FinishedStep, type Turn } from './conversation.ts';
import type { GivenFile } from './given-file.ts';
import { fittingTools } from './orchestrator/fitting-tools.ts';
import type { Intent } from './orchestrator/intent.ts';
import { runTool } from './run-tool.ts';
import type { StepAnswer, ToolReply } from './step-answer.ts';
import type { StepRecord } from './step-record.ts';
import { systemPrompt } from './system-prompt.ts';
import { ApprovalPending, chatTools, type ToolContext } from './tools/index.ts';

const toolSet = toToolSet(chatTools);

/** Calls that a model may make at once; more are answered with an error. */
const CALLS_A_STEP = 32;

/** What a run's work comes to: the answer that ends it, or a step whose calls wait for their user. */
export type LoopEnd = LoopAnswer | LoopWait;

/** `usage` is absent when it was stored already. */
export interface LoopAnswer {
  kind: 'answer';
  step: number;
  answer: StepAnswer;
  usage: ModelUsage | undefined;
  /** True: the model still had no words when its tool steps were used up. */
  isOutOfSteps: boolean;
}

/** Every other call of the step has its reply. */
export interface LoopWait {
  kind: 'wait';
  step: number;
  /** Never empty. */
  waits: ApprovalPending[];
}

/**
 * One model call a step: five with tools, then one without. Each answer is kept before its calls are sent, each result as it
 * arrives; only then comes the next step. Steps that are stored already are not asked for again. A step with a call that
 * waits for its user ends the work for now: it is taken up again once the call has its answer.
 */
export async function runToolLoop({
  model,
  modelName,
  earlier,
  said,
  files,
  intent,
  timezone,
  locale,
  webhooks,
  record,
  signal,
  now,
}: {
  model: LanguageModel;
  /** `provider:model`. */
  modelName: string;
  earlier: Turn[];
  said: string;
  /** Given along with what is said. */
  files: readonly GivenFile[];
  /** What a model said that the message is about; without it, its words tell. */
  intent: Intent | undefined;
  timezone: string;
  locale: string | null;
  webhooks: ToolContext['webhooks'];
  record: StepRecord;
  signal: AbortSignal;
  now: () => number;
}): Promise<LoopEnd> {
  const steps: FinishedStep[] = [];
  for (let step = 1; ; step += 1) {
    const isLast = step > MAX_STEPS;
    const stored = record.stored(step);
    const messages: ModelMessage[] = toMessages({ turns: [...earlier, { said, files, intent, steps }], model: modelName });
    if (!stored) await record.beforeModelCall(step);
    const { answer, usage } = stored
      ? { answer: stored.answer, usage: undefined }
      : await askModel({
          model,
          modelName,
          instructions: systemPrompt,
          tools: toolSet,
          messages,
          mayCallTools: !isLast,
          ...(intent === undefined ? {} : { allowed: fittingTools(intent) }),
          locale,
          signal,
          onText: record.openMessage(),
        }).catch((error: unknown) => {
          record.callFailed({ step, error });
          throw error;
        });
    if (isLast || answer.calls.length === 0) {
      return { kind: 'answer', step, answer, usage, isOutOfSteps: isLast && answer.text.trim() === '' };
    }
    if (usage) record.saveAnswer({ step, answer, usage });

    const outcomes = await allOrFirstFault(
      answer.calls.map(async (request, ordinal): Promise<ToolReply | ApprovalPending> => {
        const known = stored?.replies[ordinal];
        if (known) return known;
        const place = { step, ordinal, request };
        const context = { device: record.device(place), webhooks, callKey: record.keyOf(place), timezone, now };
        const run = (): Promise<ToolReply> =>
          runTool({ request, tools: chatTools, context, askUser: () => record.approval(place) });
        const reply = ordinal < CALLS_A_STEP ? await orWait(run()) : tooMany;
        if (!(reply instanceof ApprovalPending)) await record.saveReply({ ...place, reply });
        return reply;
      }),
    );
    signal.throwIfAborted();
    const waits = outcomes.filter((each) => each instanceof ApprovalPending);
    if (waits.length > 0) return { kind: 'wait', step, waits };
    steps.push({ answer, replies: outcomes.flatMap((each) => (each instanceof ApprovalPending ? [] : [each])) });
  }
}

const tooMany: ToolReply = {
  outcome: 'refused',
  output: { error: `At most ${CALLS_A_STEP} tools can be called at once; this one was not called.`, code: 'invalid_data' },
};

/** A call that waits for its user does not keep the others of its step from being done. */
async function orWait(reply: Promise<ToolReply>): Promise<ToolReply | ApprovalPending> {
  try {
    return await reply;
  } catch (error) {
    if (error instanceof ApprovalPending) return error;
    throw error;
  }
}

/** Waits for all, so that nothing goes on in the background; then throws the first fault, if there was one. */
async function allOrFirstFault<T>(work: Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(work);
  return Promise.all(work);
}
