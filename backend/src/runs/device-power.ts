import { callIdSchema, FRAME_BYTES, toolResultSchema, type BackendFrameOf } from '@adiuva/shared-protocol';
import {
  DeviceRefusal,
  outcomeOf,
  type DeviceAnswer,
  type DevicePower,
  type DeviceRequest,
  type ToolRequest,
} from '#backend/agents/index.ts';
import type { Clock } from '#backend/clock.ts';
import type { RunRecord } from '#backend/storage/run-repository.ts';
import {
  insertDeviceCall,
  markCallTimedOut,
  storeDeviceResult,
  type StoredDeviceCall,
} from '#backend/storage/run-step-repository.ts';
import type { DeviceCalls, ToolResult } from './device-calls.ts';
import { clip, clipDeep } from './readable.ts';
import type { RunEventBody, RunLog } from './run-log.ts';

const SENTENCE_CHARACTERS = 2_000;
const WRITES = new Set(['insert', 'update', 'delete']);

type Trace = Omit<Extract<RunEventBody, { type: 'tool_trace' }>, 'phase' | 'at'>;

/**
 * The device for one tool call of a run. Every question is stored before it is sent and its answer as it arrives, under an
 * id made from run, step, tool call and ordinal: a tool that is run again after a crash gets the stored answers, and asks
 * the rest with the same ids.
 */
export function createDevicePower({
  run,
  log,
  calls,
  stored,
  step,
  ordinal,
  request,
  clock,
  signal,
}: {
  run: RunRecord;
  log: RunLog;
  calls: DeviceCalls;
  stored: Map<string, StoredDeviceCall>;
  step: number;
  ordinal: number;
  request: ToolRequest;
  clock: Clock;
  signal: AbortSignal;
}): DevicePower {
  let asked = 0;

  async function ask({
    frame,
    isStored,
    summary,
  }: {
    frame: ToolCall;
    isStored: boolean;
    summary: Summary;
  }): Promise<DeviceAnswer> {
    const trace: Trace = {
      type: 'tool_trace',
      trace_id: frame.id,
      tool_call_id: frame.id,
      tool: request.name.slice(0, 200),
      turn: step,
    };
    const start = (): RunEventBody => ({ ...trace, phase: 'start', at: clock.now(), input: clipDeep(request.input) });
    const startedAt = clock.monotonic();
    const finish = (end: Pick<Trace, 'outcome' | 'output_summary' | 'error'>): RunEventBody => {
      const latency = Math.max(0, Math.round((clock.monotonic() - startedAt) * 1_000) / 1_000);
      return { ...trace, phase: 'finish', at: clock.now(), latency_ms: latency, ...end };
    };

    if (!isStored && calls.isSilent(run.id)) {
      const refusal = noAnswer({ action: frame.action, wasSent: false });
      await log.write({ events: [start(), finish({ outcome: 'error', error: refusal.message })] });
      throw refusal;
    }
    if (!isStored) {
      await log.write({
        events: [start()],
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
      void log.write({ events: [finish({ outcome: 'interrupted' })] });
      throw reason;
    }
    if (!result) {
      const refusal = noAnswer({ action: frame.action, wasSent: true });
      void log.write({
        events: [finish({ outcome: 'error', error: refusal.message })],
        rows: (sql) => markCallTimedOut({ sql, callId: frame.id }),
      });
      throw refusal;
    }
    const answer = interpret({ result, action: frame.action });
    const end =
      answer instanceof DeviceRefusal
        ? { outcome: outcomeOf(answer.code), error: answer.message }
        : { outcome: 'ok' as const, output_summary: clip({ text: summary(answer), characters: SENTENCE_CHARACTERS }) };
    // Not waited for: the tool's reply is the next write, and nothing is sent before that one is durable.
    void log.write({
      events: [finish(end)],
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
      if (known?.state === 'answered') return settled({ result: known.result, action: question.action });
      if (known?.state === 'timed_out') throw noAnswer({ action: question.action, wasSent: true });
      const frame: ToolCall = { type: 'tool_call', id, run_id: log.runId, ...withoutUndefined(question) };
      if (Buffer.byteLength(JSON.stringify(frame)) > FRAME_BYTES) {
        throw new DeviceRefusal({
          code: 'invalid_data',
          message: 'That is too large for one call to the device. Nothing was done. Write less at once.',
        });
      }
      return ask({ frame, isStored: known !== undefined, summary });
    },
  };
}

type ToolCall = BackendFrameOf<'tool_call'>;
type Summary = (answer: DeviceAnswer) => string;

function withoutUndefined({ action, table, data, filters, limit }: DeviceRequest): DeviceRequest {
  return {
    action,
    table,
    ...(data === undefined ? {} : { data }),
    ...(filters === undefined ? {} : { filters }),
    ...(limit === undefined ? {} : { limit }),
  };
}

function settled({ result, action }: { result: unknown; action: string }): DeviceAnswer {
  const answer = interpret({ result: toolResultSchema.parse(result), action });
  if (answer instanceof DeviceRefusal) throw answer;
  return answer;
}

/** What the device said: an answer of the kind that the action has, or why not. */
function interpret({ result, action }: { result: ToolResult; action: string }): DeviceAnswer | DeviceRefusal {
  if (result.error !== undefined) {
    return new DeviceRefusal({
      code: result.code ?? 'internal',
      message: clip({ text: result.error, characters: SENTENCE_CHARACTERS }) || 'The device gave no reason.',
    });
  }
  const fits = action === 'select' ? result.rows !== undefined : result.row !== undefined;
  if (fits) return { row: result.row, rows: result.rows, total: result.total };
  const wasWritten = WRITES.has(action) ? ' It may have been done: read before repeating.' : '';
  return new DeviceRefusal({ code: 'internal', message: `The device answered something else than was asked.${wasWritten}` });
}

function noAnswer({ action, wasSent }: { action: string; wasSent: boolean }): DeviceRefusal {
  const what = wasSent ? 'The user’s device did not answer in time.' : 'The user’s device does not answer, so it was not asked.';
  const wasWritten = wasSent && WRITES.has(action) ? ' It may have been done: read before repeating.' : '';
  return new DeviceRefusal({ code: 'no_answer', message: `${what}${wasWritten} Tell the user to check that the app is open.` });
}
