import type { BackendFrameOf, FinalCode, RunEvent } from '@adiuva/shared-protocol';
import type { Clock } from '#backend/clock.ts';
import type { NewId } from '#backend/ids.ts';
import type { ContentKeys } from '#backend/storage/content-keys.ts';
import { appendMessages } from '#backend/storage/conversation-repository.ts';
import { expireApprovals } from '#backend/storage/approval-repository.ts';
import type { Database } from '#backend/storage/database.ts';
import { markRunEnded, seizeRun, type EndStatus, type RunRecord, type StepUsage } from '#backend/storage/run-repository.ts';
import { readToolTraces } from '#backend/storage/run-event-repository.ts';
import { clip } from './readable.ts';
import type { RunDispatch } from './run-dispatch.ts';
import type { RunObserver } from './run-observer.ts';
import { createRunLog, LeaseLostError, type RunEventBody, type RunLog, type RunWrite } from './run-log.ts';

/** Characters of a `final`'s response at most: it must fit a frame in any script. */
const RESPONSE_CHARACTERS = 150_000;

/** How a run ends. */
export interface RunEnd {
  status: EndStatus;
  code?: FinalCode;
  /** What the user reads as the answer. */
  response: string;
}

export function wireUsage({ usage, model }: { usage: StepUsage; model: string }): BackendFrameOf<'final'>['usage'] {
  return {
    input_tokens: usage.inputTokens,
    output_tokens: usage.outputTokens,
    cached_input_tokens: usage.cachedInputTokens,
    reasoning_tokens: usage.reasoningTokens,
    cost_usd: usage.costUsd,
    model,
  };
}

/**
 * Ends a run in one transaction: its last step and events, the answer as a message of the session, the run's own row; what
 * waited for its user waits no more, and the session's next run is on its way to a worker.
 */
export async function writeEnd({
  run,
  log,
  dispatch,
  observer,
  clock,
  newId,
  end,
  usage,
  before,
}: {
  run: RunRecord;
  log: RunLog;
  dispatch: RunDispatch;
  observer: RunObserver;
  clock: Clock;
  newId: NewId;
  end: RunEnd;
  /** Of the whole run. */
  usage: StepUsage;
  /** What belongs to the same transaction and comes before the end. */
  before?: { events: RunEventBody[]; rows?: NonNullable<RunWrite['rows']>; usage?: StepUsage };
}): Promise<void> {
  const at = clock.now();
  const response = clip({ text: end.response, characters: RESPONSE_CHARACTERS });
  const final: RunEventBody = {
    type: 'final',
    status: end.status,
    response,
    ...(end.code === undefined ? {} : { code: end.code }),
    usage: wireUsage({ usage, model: run.model }),
  };
  await log.write({
    events: [...(before?.events ?? []), final],
    ...(before?.usage ? { usage: before.usage } : {}),
    // What a newer backend wrote is not written over.
    state: end.code === 'snapshot_too_new' ? 'kept' : 'ended',
    rows: async (sql, transaction) => {
      await before?.rows?.(sql, transaction);
      await expireApprovals({ sql, runId: run.id, at });
      await markRunEnded({ sql, runId: run.id, status: end.status, code: end.code, at });
      await appendMessages({
        sql,
        key: log.key,
        session: { workspaceId: run.workspaceId, sessionId: run.sessionId },
        at,
        entries: [{ id: newId(), role: 'assistant', runId: run.id, text: response }],
      });
      await dispatch.sendNext({ transaction, session: run, isLocked: true });
    },
  });
  observer.ended({ kind: run.kind, status: end.status, ms: Math.max(0, at - run.createdAt) });
}

/** How often a run is taken from workers that take it in the same moment, before that is told as a fault. */
const SEIZURES = 5;

interface Ending {
  runId: string;
  end: RunEnd;
  database: Database;
  contentKeys: ContentKeys;
  dispatch: RunDispatch;
  observer: RunObserver;
  clock: Clock;
  newId: NewId;
}

/**
 * Ends a run from outside its worker, which can commit nothing more from then on. Answers the events that were added;
 * none when it had ended already.
 */
export async function endRun(ending: Ending): Promise<{ run: RunRecord; events: RunEvent[] } | undefined> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await endOnce(ending);
    } catch (error) {
      // A worker took it between the seizure and the end.
      if (!(error instanceof LeaseLostError) || tries === SEIZURES) throw error;
    }
  }
}

async function endOnce({
  runId,
  end,
  database,
  contentKeys,
  dispatch,
  observer,
  clock,
  newId,
}: Ending): Promise<{ run: RunRecord; events: RunEvent[] } | undefined> {
  const run = await seizeRun({ sql: database.sql, runId });
  if (!run) return undefined;
  const events: RunEvent[] = [];
  const log = createRunLog({
    database,
    clock,
    run,
    key: await contentKeys.of(run.workspaceId),
    publish: (added) => void events.push(...added),
  });
  const traces = openTraces(await readToolTraces({ sql: database.sql, key: log.key, runId }));
  await writeEnd({
    run,
    log,
    dispatch,
    observer,
    clock,
    newId,
    end,
    usage: run,
    before: { events: traces.map(interrupted({ clock })) },
  });
  return { run, events };
}

/** What began and has no end, as the run told it. */
function openTraces(traces: ToolTrace[]): ToolTrace[] {
  const finished = finishedTraces(traces);
  return traces.filter(({ phase, trace_id: id }) => phase === 'start' && !finished.has(id));
}

type ToolTrace = BackendFrameOf<'tool_trace'>;

/** The ids of what has been told to its end. */
export function finishedTraces(traces: ToolTrace[]): ReadonlySet<string> {
  return new Set(traces.flatMap(({ phase, trace_id: id }) => (phase === 'finish' ? [id] : [])));
}

function interrupted({ clock }: { clock: Clock }): (start: ToolTrace) => RunEventBody {
  return ({ type, trace_id, tool_call_id, tool, turn, at }) => ({
    type,
    trace_id,
    ...(tool_call_id ? { tool_call_id } : {}),
    tool,
    turn,
    phase: 'finish',
    at: clock.now(),
    latency_ms: Math.max(0, clock.now() - at),
    outcome: 'interrupted',
  });
}
