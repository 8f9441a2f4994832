import type { StepAnswer, StepRecord, ToolReply } from '#backend/agents/index.ts';
import type { Clock } from '#backend/clock.ts';
import type { NewId } from '#backend/ids.ts';
import type { RunRecord, StepUsage } from '#backend/storage/run-repository.ts';
import { insertStep, insertToolResult, type StoredDeviceCall } from '#backend/storage/run-step-repository.ts';
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
  return {
    usage: (more) => (more ? addUsage(usage, more) : addUsage(usage, noUsage)),
    text: () => message?.text() ?? '',
    unsentText: () => message?.close() ?? [],
    record: ({ step: storedStep, calls: storedCalls }) => ({
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
        const wasAsked = reply.outcome === 'ok' || request.fault === undefined;
        await log.write({
          events: wasAsked
            ? []
            : refusedTrace({ run, step, ordinal, tool: request.name, input: request.input, reason: request.fault, clock }),
          rows: (sql) =>
            insertToolResult({
              sql,
              key,
              result: { runId: run.id, step, ordinal, outcome: reply.outcome, content: reply.output },
              at: clock.now(),
            }),
        });
      },
      device: ({ step, ordinal, request }) =>
        createDevicePower({
          run,
          log,
          calls,
          stored: new Map(storedCalls.map((call) => [call.id, call])),
          step,
          ordinal,
          request,
          clock,
          signal,
        }),
    }),
  };
}

export const noUsage: StepUsage = { inputTokens: 0, outputTokens: 0, cachedInputTokens: 0, reasoningTokens: 0 };

/** A call that never reached its tool: the user sees it, and why. */
function refusedTrace({
  run,
  step,
  ordinal,
  tool,
  input,
  reason = '',
  clock,
}: {
  run: RunRecord;
  step: number;
  ordinal: number;
  tool: string;
  input: unknown;
  reason: string | undefined;
  clock: Clock;
}): RunEventBody[] {
  const at = clock.now();
  const trace = {
    type: 'tool_trace',
    trace_id: `${run.id}:${step}:${ordinal}`,
    tool: clip({ text: tool, characters: 200 }),
    turn: step,
    at,
  } as const;
  return [
    { ...trace, phase: 'start', input: clipDeep(input) },
    { ...trace, phase: 'finish', outcome: 'refused', latency_ms: 0, error: clip({ text: reason, characters: 2_000 }) },
  ];
}
