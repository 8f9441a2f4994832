import {
  ModelFailure,
  placeOf,
  type StepAnswer,
  type StepRecord,
  type ToolCallPlace,
  type ToolReply,
} from '#backend/agents/index.ts';
import type { Clock } from '#backend/clock.ts';
import type { NewId } from '#backend/ids.ts';
import { noTokens, type MadeCall, type ModelMeter, type ModelUsage, type Pricer } from '#backend/models/index.ts';
import { markApprovalExecuted, type StoredApproval } from '#backend/storage/approval-repository.ts';
import { insertModelCall, type ModelCall, type ModelCallOutcome } from '#backend/storage/model-call-repository.ts';
import type { StoredDeviceCall } from '#backend/storage/device-call-repository.ts';
import type { RunRecord, StepUsage } from '#backend/storage/run-repository.ts';
import { insertStep, insertToolResult } from '#backend/storage/run-step-repository.ts';
import { approvalIdOf, createApprovalDesk } from './approval-desk.ts';
import type { DeviceCalls } from './device-calls.ts';
import { createDevicePower } from './device-power.ts';
import type { Lease } from './leases.ts';
import { checkLimits, type RunLimits, type RunUse } from './limits.ts';
import type { NoteMeaning } from './note-meaning.ts';
import { clip, clipDeep } from './readable.ts';
import { addUsage, noUsage, type RunEventBody, type RunLog } from './run-log.ts';
import type { RunObserver } from './run-observer.ts';
import { RunStopped } from './run-stopped.ts';
import { createRunProgress } from './run-progress.ts';
import type { RunState } from './session-snapshot.ts';
import { createTextStream, type TextStream } from './text-stream.ts';

/** What the tool loop does, as rows and events of its run. */
export interface RunWork {
  record(stored: StoredWork): StepRecord;
  /** The call that just ended, with what it cost; its row is for the transaction of what it answered. */
  answered(call: { step: number; usage: ModelUsage }): ModelCall & StepUsage;
  /** Counts a call that the run made beside its steps. */
  countCall(made: { call: MadeCall; pricer: Pricer }): void;
  /** Of the whole run, with what is not stored yet. */
  usage(more?: StepUsage): StepUsage;
  /** Which try of its step the run is at. */
  attempt(): number;
  /** Where the run stands once it waits. */
  waiting(step: number): RunState;
  /** The text of the message that was being written. */
  text(): string;
  unsentText(): RunEventBody[];
}

/** What workers before this one stored. */
export interface StoredWork {
  step: (step: number) => { answer: StepAnswer; replies: (ToolReply | undefined)[] } | undefined;
  calls: StoredDeviceCall[];
  approvals: StoredApproval[];
  /** Device calls whose end was told. */
  told: ReadonlySet<string>;
}

export function createRunWork({
  run,
  log,
  lease,
  limits,
  pricer,
  meter,
  observer,
  approvalMs,
  clock,
  newId,
  calls,
  meaning,
  signal,
  isDraining,
}: {
  run: RunRecord;
  log: RunLog;
  lease: Lease;
  limits: RunLimits;
  /** Of the run's model. */
  pricer: Pricer;
  meter: ModelMeter;
  observer: RunObserver;
  /** How long the user may take to answer, in milliseconds. */
  approvalMs: number;
  clock: Clock;
  newId: NewId;
  calls: DeviceCalls;
  meaning: NoteMeaning;
  signal: AbortSignal;
  /** The process is to end: no new step is begun here. */
  isDraining: () => boolean;
}): RunWork {
  const key = log.key;
  const startedAt = clock.monotonic();
  let usage: StepUsage = run;
  let attempt = run.attempt;
  let message: TextStream | undefined;
  let askedAt = clock.monotonic();
  /** Tool calls that asked the device something: those have their traces. */
  const asked = new Set<string>();
  const used = (): RunUse => ({ ...usage, workedMs: run.workedMs + (clock.monotonic() - startedAt) });
  const progress = createRunProgress({ run, limits, used, clock });

  const owner = { workspaceId: run.workspaceId, userId: run.userId, sessionId: run.sessionId, runId: run.id };

  function rowOf({ step, outcome, usage: tokens }: { step: number; outcome: ModelCallOutcome; usage: ModelUsage }): ModelCall {
    const latencyMs = clock.monotonic() - askedAt;
    const row = meter.rowOf({ owner, pricer, step, role: 'chat', model: run.model, outcome, usage: tokens, latencyMs });
    meter.made(row);
    return row;
  }

  /** A call that is in no step: its row and its part of the run's sums. */
  function writeCall(row: ModelCall): void {
    usage = addUsage(usage, row);
    void log.write({ usage: row, rows: (sql) => insertModelCall({ sql, call: row }) });
  }

  return {
    answered: ({ step, usage: tokens }) => rowOf({ step, outcome: 'ok', usage: tokens }),
    countCall({ call, pricer: ofCall }) {
      const row = meter.rowOf({ ...call, owner, pricer: ofCall });
      meter.made(row);
      writeCall(row);
    },
    usage: (more) => addUsage(usage, more ?? noUsage),
    attempt: () => attempt,
    waiting: (step) => progress.waiting(step),
    text: () => message?.text() ?? '',
    unsentText: () => message?.close() ?? [],
    record({ step: storedStep, calls: storedCalls, approvals, told }) {
      const desk = createApprovalDesk({ run, log, stored: approvals, expiresAfterMs: approvalMs, clock });
      const stored = new Map(storedCalls.map((call) => [call.id, call]));
      return {
        stored(step) {
          const found = storedStep(step);
          if (found) progress.atStep({ step, ...found });
          return found;
        },
        async beforeModelCall() {
          if (isDraining()) throw new RunStopped('handover');
          checkLimits({ limits, used: used() });
          await lease.confirm();
        },
        openMessage() {
          askedAt = clock.monotonic();
          message = createTextStream({ log, clock, messageId: newId() });
          return (text) => message?.push(text);
        },
        saveAnswer({ step, answer, usage: more }) {
          const call = rowOf({ step, outcome: 'ok', usage: more });
          const tries = attempt;
          usage = addUsage(usage, call);
          attempt = 1;
          void log.write({
            events: message?.close() ?? [],
            usage: call,
            attempt,
            state: progress.atStep({ step, answer, replies: [] }),
            rows: async (sql) => {
              await insertStep({
                sql,
                key,
                step: { runId: run.id, step, content: answer },
                attempt: tries,
                usage: call,
                at: clock.now(),
              });
              await insertModelCall({ sql, call });
            },
          });
        },
        callFailed({ step, error }) {
          const isFault = error instanceof ModelFailure;
          const tokens = (isFault ? error.usage : undefined) ?? noTokens;
          writeCall(rowOf({ step, outcome: isFault ? 'error' : 'cancelled', usage: tokens }));
        },
        async saveReply(call) {
          const { step, ordinal, reply } = call;
          const approval = desk.find(call);
          attempt = 1;
          await log.write({
            events: asked.has(placeKey(call)) ? [] : endingTrace({ run, call, since: approval?.requestedAt, clock }),
            attempt,
            state: progress.replied(call),
            rows: async (sql) => {
              if (approval?.status === 'APPROVED') await markApprovalExecuted({ sql, id: keyOf({ run, call }) });
              await insertToolResult({
                sql,
                key,
                result: { runId: run.id, step, ordinal, outcome: reply.outcome, content: reply.output },
                at: clock.now(),
              });
            },
          });
          observer.toolCalled({ tool: call.request.name, outcome: reply.outcome });
        },
        device(call) {
          const power = createDevicePower({ run, log, lease, calls, meaning, stored, told, call, clock, signal });
          return {
            async call(question) {
              asked.add(placeKey(call));
              return power.call(question);
            },
          };
        },
        async approval(call) {
          // What the backend does once, it begins under a lease that is surely its own.
          await lease.confirm();
          try {
            return await desk.ask(call);
          } finally {
            const found = desk.find(call);
            if (found) progress.asked({ call, ...found });
          }
        },
        keyOf: (call) => keyOf({ run, call }),
      };
    },
  };
}

const placeKey = ({ step, ordinal }: ToolCallPlace): string => `${step}:${ordinal}`;

function keyOf({ run, call: { step, ordinal } }: { run: RunRecord; call: ToolCallPlace }): string {
  return approvalIdOf({ runId: run.id, step, ordinal });
}

/** How a tool call that asked nothing of the device is shown: from its beginning, unless that was shown when it was asked about. */
function endingTrace({
  run,
  call,
  since,
  clock,
}: {
  run: RunRecord;
  call: ToolCallPlace & { reply: ToolReply };
  /** When it was shown that it waits for its user. */
  since: number | undefined;
  clock: Clock;
}): RunEventBody[] {
  const { step, request, reply } = call;
  const { outcome, output } = reply;
  const at = clock.now();
  const trace = {
    type: 'tool_trace',
    trace_id: keyOf({ run, call }),
    tool: clip({ text: request.name, characters: 200 }),
    turn: step,
    at,
  } as const;
  const reason = typeof output === 'object' && output !== null && 'error' in output ? output.error : undefined;
  const finish: RunEventBody = {
    ...trace,
    phase: 'finish',
    outcome,
    latency_ms: Math.max(0, at - (since ?? at)),
    ...(typeof reason === 'string' ? { error: clip({ text: reason, characters: 2_000 }) } : summaryOf({ call, output })),
  };
  return since === undefined ? [{ ...trace, phase: 'start', input: clipDeep(request.input) }, finish] : [finish];
}

function summaryOf({ call, output }: { call: ToolCallPlace; output: unknown }): { output_summary?: string } {
  if (placeOf(call.request) === 'device') return {};
  const note = typeof output === 'object' && output !== null && 'note' in output ? ', as you changed it' : '';
  return { output_summary: `done${note}` };
}
