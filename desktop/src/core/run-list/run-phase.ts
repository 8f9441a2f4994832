import { toolTraceSchema } from '@adiuva/shared-protocol';
import type { Deferral } from '#core/chat/index.ts';
import type { Run, RunRepository } from '#core/runs/index.ts';
import type { RunPhase } from '#rpc/runs.ts';
import type { OpenRequest } from './run-list-repository.ts';

/** What is named of what waits for the user; the rest is counted. */
const NAMED = 3;

/** The tools that have begun and not finished, in the order in which they began. */
function toolsAtWork({ runId, runs }: { runId: string; runs: RunRepository }): string[] {
  const atWork = new Map<string, string>();
  for (const event of runs.events({ runId, types: ['tool_trace'] })) {
    const trace = toolTraceSchema.safeParse(JSON.parse(event.frame)).data;
    if (trace?.phase === 'start') atWork.set(trace.trace_id, trace.tool);
    else if (trace) atWork.delete(trace.trace_id);
  }
  return [...atWork.values()];
}

function atBackend({ run, runs }: { run: Run; runs: RunRepository }): RunPhase {
  const { runId } = run;
  const newest = runs.newestEvent(runId);
  switch (newest) {
    // The run and its place in the queue come together; a wait that is over goes there again.
    case undefined:
    case 'run_started':
    case 'final':
      return { kind: 'queued' };
    case 'text_chunk':
      return { kind: 'writing' };
    default: {
      const tools = toolsAtWork({ runId, runs });
      return tools.length > 0 ? { kind: 'working', tools } : { kind: 'thinking' };
    }
  }
}

/** Where something that was asked, and is not answered whole, stands now. */
export function runPhase({
  state,
  run,
  runs,
  waiting,
  summaryOf,
  deferral,
  isReady,
}: {
  state: OpenRequest['state'];
  run: Run | undefined;
  runs: RunRepository;
  /** Ids of what waits for the user's word in it. */
  waiting: readonly string[];
  summaryOf: (approvalId: string) => string | undefined;
  deferral: Deferral | undefined;
  /** The backend answers. */
  isReady: boolean;
}): RunPhase {
  if (run?.status === 'cancelled') return { kind: 'stopping' };
  if (waiting.length > 0) {
    const summaries = waiting.slice(0, NAMED).flatMap((id) => summaryOf(id) ?? []);
    return { kind: 'waiting', summaries, count: waiting.length };
  }
  if (run) return isReady ? atBackend({ run, runs }) : { kind: 'away' };
  if (state === 'held') return { kind: 'held' };
  if (isReady && deferral) return { kind: 'deferred', code: deferral.code, reason: deferral.reason, retry_at: deferral.retryAt };
  if (state === 'queued') return { kind: 'unsent' };
  return isReady ? { kind: 'queued' } : { kind: 'away' };
}
