import { callIdSchema, FRAME_BYTES, toolResultSchema, type BackendFrameOf } from '@adiuva/shared-protocol';
import {
  ApprovalPending,
  DeviceRefusal,
  outcomeOf,
  type DeviceAnswer,
  type DevicePower,
  type DeviceRequest,
  type ToolCallPlace,
} from '#backend/agents/index.ts';
import type { Clock } from '#backend/clock.ts';
import {
  insertDeviceCall,
  markCallTimedOut,
  storeDeviceResult,
  type StoredDeviceCall,
} from '#backend/storage/device-call-repository.ts';
import type { RunRecord } from '#backend/storage/run-repository.ts';
import { asksItsOwner, type DeviceCalls, type ToolResult } from './device-calls.ts';
import { interpret, noAnswer, noDevice, readCall, SENTENCE_CHARACTERS } from './device-replies.ts';
import type { Lease } from './leases.ts';
import type { NoteMeaning } from './note-meaning.ts';
import { clip, clipDeep } from './readable.ts';
import type { RunEventBody, RunLog } from './run-log.ts';
import { RunStopped } from './run-stopped.ts';

type Trace = Omit<Extract<RunEventBody, { type: 'tool_trace' }>, 'phase' | 'at'>;

/**
 * The device for one tool call of a run. Every question is stored before it is sent and its answer as it arrives, under an
 * id made from run, step, tool call and ordinal: a tool that is run again after a crash gets the stored answers, and asks
 * the rest with the same ids. What was stored is sent as it was stored, with the vector that was made then: a model may make
 * another one the next time, and the device would take that for another call.
 */
export function createDevicePower({
  run,
  log,
  lease,
  calls,
  meaning,
  stored,
  told,
  call: { step, ordinal, request },
  clock,
  signal,
}: {
  run: RunRecord;
  log: RunLog;
  lease: Lease;
  calls: DeviceCalls;
  meaning: NoteMeaning;
  stored: Map<string, StoredDeviceCall>;
  /** Calls whose end the user has been shown. */
  told: ReadonlySet<string>;
  call: ToolCallPlace;
  clock: Clock;
  signal: AbortSignal;
}): DevicePower {
  let asked = 0;

  const traceOf = (callId: ToolCall['id']): Trace => ({
    type: 'tool_trace',
    trace_id: callId,
    tool_call_id: callId,
    tool: request.name.slice(0, 200),
    turn: step,
  });

  const startOf = (callId: ToolCall['id']): RunEventBody => ({
    ...traceOf(callId),
    phase: 'start',
    at: clock.now(),
    input: clipDeep(request.input),
  });

  async function newFrame({ id, question }: { id: ToolCall['id']; question: DeviceRequest }): Promise<ToolCall> {
    const { embed, ...asked } = question;
    const vector = embed === undefined ? {} : await meaning(embed);
    return { type: 'tool_call', id, run_id: log.runId, ...withoutUndefined(asked), ...vector };
  }

  /** The device was silent a moment ago, and is not waited for again. */
  async function failUnasked({ callId, action }: { callId: ToolCall['id']; action: string }): Promise<never> {
    const refusal = noAnswer({ action, wasSent: false });
    const finish: RunEventBody = { ...traceOf(callId), phase: 'finish', at: clock.now(), latency_ms: 0 };
    const events = [startOf(callId), { ...finish, outcome: 'error' as const, error: refusal.message }];
    await log.write({ events: isShown(action) ? events : [] });
    throw refusal;
  }

  /** An answer that came while nobody worked on the run. */
  async function settle({
    callId,
    known,
    action,
    summary,
  }: {
    callId: ToolCall['id'];
    known: StoredDeviceCall;
    action: string;
    summary: Summary;
  }): Promise<DeviceAnswer> {
    const answer = interpret({ result: toolResultSchema.parse(known.result), action });
    if (!told.has(callId) && isShown(action)) {
      const latency = Math.max(0, (known.answeredAt ?? clock.now()) - known.createdAt);
      const finish = { phase: 'finish', at: clock.now(), latency_ms: latency, ...endOf({ answer, summary }) } as const;
      void log.write({ events: [{ ...traceOf(callId), ...finish }] });
    }
    if (answer instanceof DeviceRefusal) throw answer;
    return answer;
  }

  async function ask({
    frame,
    question,
    isStored,
    summary,
  }: {
    frame: ToolCall;
    question: DeviceRequest;
    isStored: boolean;
    summary: Summary;
  }): Promise<DeviceAnswer> {
    const trace = traceOf(frame.id);
    const startedAt = clock.monotonic();
    const finish = (end: Pick<Trace, 'outcome' | 'output_summary' | 'error'>): RunEventBody[] => {
      const latency = Math.max(0, Math.round((clock.monotonic() - startedAt) * 1_000) / 1_000);
      return isShown(frame.action) ? [{ ...trace, phase: 'finish', at: clock.now(), latency_ms: latency, ...end }] : [];
    };

    // Nothing is committed before a stored call is sent again: whose the run is, is looked at.
    if (isStored) await lease.confirm();
    else {
      await log.write({
        events: isShown(frame.action) ? [startOf(frame.id)] : [],
        rows: (sql) =>
          insertDeviceCall({
            sql,
            key: log.key,
            call: { id: frame.id, runId: run.id, action: frame.action, frame },
            at: clock.now(),
          }),
      });
    }
    let result: ToolResult | undefined;
    try {
      result = await calls.ask({ device: run, frame, signal });
    } catch (reason) {
      // Whoever goes on with the run goes on with the call, and so does its trace.
      const goesOn = reason instanceof RunStopped && reason.code === 'handover';
      if (!goesOn) void log.write({ events: finish({ outcome: 'interrupted' }) });
      throw reason;
    }
    if (!result) {
      const refusal = noAnswer({ action: frame.action, wasSent: true });
      void log.write({
        events: finish({ outcome: 'error', error: refusal.message }),
        rows: (sql) => markCallTimedOut({ sql, callId: frame.id }),
      });
      throw refusal;
    }
    // Kept as waiting when it came; its trace goes on.
    if (asksItsOwner(result)) throw pendingOf({ question, callId: frame.id, isNew: true });
    const answer = interpret({ result, action: frame.action });
    // Not waited for: the tool's reply is the next write, and nothing is sent before that one is durable.
    void log.write({
      events: finish(endOf({ answer, summary })),
      rows: async (sql) => void (await storeDeviceResult({ sql, key: log.key, callId: frame.id, result, at: clock.now() })),
    });
    if (answer instanceof DeviceRefusal) throw answer;
    return answer;
  }

  return {
    async call({ summary, ...question }) {
      const id = callIdSchema.parse(`${run.id}:${step}:${ordinal}:${asked}`);
      asked += 1;
      const known = stored.get(id);
      if (run.deviceId === '') throw noDevice();
      if (known?.state === 'answered') return settle({ callId: id, known, action: question.action, summary });
      if (known?.state === 'waiting') throw pendingOf({ question, callId: id, isNew: false });
      if (known?.state === 'timed_out') throw noAnswer({ action: question.action, wasSent: true });
      if (!known && calls.isSilent(run.id)) return failUnasked({ callId: id, action: question.action });
      const frame = known ? readCall(known) : await newFrame({ id, question });
      if (Buffer.byteLength(JSON.stringify(frame)) > FRAME_BYTES) {
        throw new DeviceRefusal({
          code: 'invalid_data',
          message: 'That is too large for one call to the device. Nothing was done. Write less at once.',
        });
      }
      return ask({ frame, question, isStored: known !== undefined, summary });
    },
  };
}

/** A note's vector belongs to what wrote the note, which is shown. */
const isShown = (action: string): boolean => action !== 'vector_upsert';

type ToolCall = BackendFrameOf<'tool_call'>;
type Summary = (answer: DeviceAnswer) => string;

function withoutUndefined({ action, table, data, filters, limit }: DeviceRequest): DeviceRequest {
  return {
    action,
    ...(table === undefined ? {} : { table }),
    ...(data === undefined ? {} : { data }),
    ...(filters === undefined ? {} : { filters }),
    ...(limit === undefined ? {} : { limit }),
  };
}

function pendingOf({
  question: { action, table },
  callId,
  isNew,
}: {
  question: DeviceRequest;
  callId: string;
  isNew: boolean;
}): ApprovalPending {
  return new ApprovalPending({ callId, what: { kind: 'device', action, table }, isNew });
}

/** How a call's trace ends. */
function endOf({
  answer,
  summary,
}: {
  answer: DeviceAnswer | DeviceRefusal;
  summary: Summary;
}): Pick<Trace, 'outcome' | 'output_summary' | 'error'> {
  if (answer instanceof DeviceRefusal) return { outcome: outcomeOf(answer.code), error: answer.message };
  return { outcome: 'ok', output_summary: clip({ text: summary(answer), characters: SENTENCE_CHARACTERS }) };
}
