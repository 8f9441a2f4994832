import type { StepAnswer, StepRecord, ToolReply, ToolRequest } from '#backend/agents/index.ts';
import type { Clock } from '#backend/clock.ts';
import type { NewId } from '#backend/ids.ts';
import type { StoredDeviceCall } from '#backend/storage/device-call-repository.ts';
import type { RunRecord, StepUsage } from '#backend/storage/run-repository.ts';
import { insertStep, insertToolResult } from '#backend/storage/run-step-repository.ts';
import type { DeviceCalls } from './device-calls.ts';
import { createDevicePower } from './device-power.ts';
import { clip, clipDeep } from './readable.ts';
import { addUsage, type RunEventBody, type RunLog } from './run-log.ts';
import { createTextStream, type TextStream } from './text-stream.ts';

/** What the tool loop does, as rows and events of its run. */
export interface RunWork {
  record(stored: StoredWork): StepRecord;
  /** Tokens of the whole run, with those that are not stored yet. */
  usage(more?: StepUsage): StepUsage;
  /** The text of the message that was being written. */
  text(): string;
  unsentText(): RunEventBody[];
}

/** What workers before this one stored. */
export interface StoredWork {
  step: (step: number) => { answer: StepAnswer; replies: (ToolReply | undefined)[] } | undefined;
  calls: StoredDeviceCall[];
  /** Device calls whose end was told. */
  told: ReadonlySet<string>;
}

export function createRunWork({
  run,
  log,
  clock,
  newId,
  calls,
  signal,
}: {
  run: RunRecord;
  log: RunLog;
  clock: Clock;
  newId: NewId;
  calls: DeviceCalls;
  signal: AbortSignal;
}): RunWork {
  const key = log.key;
  let usage: StepUsage = run;
  let message: TextStream | undefined;
  /** Tool calls that asked the device something: those have their traces. */
  const asked = new Set<string>();
  return {
    usage: (more) => (more ? addUsage(usage, more) : addUsage(usage, noUsage)),
    text: () => message?.text() ?? '',
    unsentText: () => message?.close() ?? [],
    record: ({ step: storedStep, calls: storedCalls, told }) => ({
      stored: storedStep,
      openMessage() {
        message = createTextStream({ log, clock, messageId: newId() });
        return (text) => message?.push(text);
      },
      saveAnswer({ step, answer, usage: used }) {
        usage = addUsage(usage, used);
        void log.write({
          events: message?.close() ?? [],
          usage: used,
          rows: (sql) => insertStep({ sql, key, step: { runId: run.id, step, content: answer }, usage: used, at: clock.now() }),
        });
      },
      async saveReply({ step, ordinal, request, reply }) {
        await log.write({
          events: asked.has(`${step}:${ordinal}`) ? [] : unaskedTrace({ run, step, ordinal, request, reply, clock }),
          rows: (sql) =>
            insertToolResult({
              sql,
              key,
              result: { runId: run.id, step, ordinal, outcome: reply.outcome, content: reply.output },
              at: clock.now(),
            }),
        });
      },
      keyOf: ({ step, ordinal }) => `${run.id}:${step}:${ordinal}`,
      device({ step, ordinal, request }) {
        const stored = new Map(storedCalls.map((call) => [call.id, call]));
        const power = createDevicePower({ run, log, calls, stored, told, step, ordinal, request, clock, signal });
        return {
          call(question) {
            asked.add(`${step}:${ordinal}`);
            return power.call(question);
          },
        };
      },
    }),
  };
}

export const noUsage: StepUsage = { inputTokens: 0, outputTokens: 0, cachedInputTokens: 0, reasoningTokens: 0 };

/** A tool call that asked nothing of the device: the user sees it all the same, and why. */
function unaskedTrace({
  run,
  step,
  ordinal,
  request,
  reply,
  clock,
}: {
  run: RunRecord;
  step: number;
  ordinal: number;
  request: ToolRequest;
  reply: ToolReply;
  clock: Clock;
}): RunEventBody[] {
  const { outcome, output } = reply;
  const at = clock.now();
  const trace = {
    type: 'tool_trace',
    trace_id: `${run.id}:${step}:${ordinal}`,
    tool: clip({ text: request.name, characters: 200 }),
    turn: step,
    at,
  } as const;
  const reason = typeof output === 'object' && output !== null && 'error' in output ? output.error : undefined;
  return [
    { ...trace, phase: 'start', input: clipDeep(request.input) },
    {
      ...trace,
      phase: 'finish',
      outcome,
      latency_ms: 0,
      ...(typeof reason === 'string' ? { error: clip({ text: reason, characters: 2_000 }) } : {}),
    },
  ];
}
