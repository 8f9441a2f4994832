import type { ApprovalPending, DeviceRequest } from '#backend/agents/index.ts';
import { findPendingApprovalIds } from '#backend/storage/approval-repository.ts';
import { findWaitingCallIds } from '#backend/storage/device-call-repository.ts';
import type { Database, Sql } from '#backend/storage/database.ts';
import { markRunWaiting, type RunRecord, type StepUsage } from '#backend/storage/run-repository.ts';
import { wireUsage } from './end-run.ts';
import type { RunDispatch } from './run-dispatch.ts';
import type { RunEventBody, RunLog } from './run-log.ts';
import type { RunState } from './session-snapshot.ts';

/**
 * Lets a run wait for its user without a worker, its lease given up. A wait is announced once, by a `final` that ends
 * nothing. When a call has its answer by now, or the run is to be stopped, it goes back to the queue instead.
 */
export async function parkRun({
  database,
  run,
  log,
  dispatch,
  step,
  waits,
  usage,
  state,
}: {
  database: Database;
  run: RunRecord;
  log: RunLog;
  dispatch: RunDispatch;
  step: number;
  waits: ApprovalPending[];
  /** Of the whole run. */
  usage: StepUsage;
  /** Where the run stands while it waits. */
  state: RunState;
}): Promise<void> {
  // The user may have decided while the other calls of the step were done.
  const undecided = await findUndecided({ sql: database.sql, waits });
  const isNew = undecided.size > 0 && (run.waitingStep !== step || waits.some((wait) => wait.isNew));
  const what = describe(waits.filter((wait) => undecided.has(wait.callId)));
  const announcement: RunEventBody = {
    type: 'final',
    status: 'waiting',
    response: `Waiting for your approval of ${what}. Until you decide, nothing of it is done.`,
    usage: wireUsage({ usage, model: run.model }),
  };
  await log.write({
    events: isNew ? [announcement] : [],
    state,
    rows: async (sql, transaction) => {
      const hasNews = (await findUndecided({ sql, waits })).size < waits.length;
      await markRunWaiting({ sql, runId: run.id, step, hasNews });
      // This one again, if there is news for it; else whatever the session has next.
      await dispatch.sendNext({ transaction, session: run });
    },
  });
}

/** Ids of what its user has not decided about. */
async function findUndecided({ sql, waits }: { sql: Sql; waits: ApprovalPending[] }): Promise<Set<string>> {
  const idsOf = (kind: 'device' | 'backend'): string[] =>
    waits.filter((wait) => wait.what.kind === kind).map(({ callId }) => callId);
  const [calls, approvals] = [
    await findWaitingCallIds({ sql, callIds: idsOf('device') }),
    await findPendingApprovalIds({ sql, ids: idsOf('backend') }),
  ];
  return new Set([...calls, ...approvals]);
}

const verbs: Record<DeviceRequest['action'], string> = {
  select: 'reading',
  get: 'reading',
  insert: 'adding',
  update: 'changing',
  delete: 'deleting',
  vector_upsert: 'changing',
  vector_search: 'reading',
  'ui.navigate_to': 'showing',
  'ui.open_item': 'showing',
  'ui.notify': 'showing',
};

const tools: Readonly<Record<string, string>> = { send_notification: 'a message to a webhook' };

/** `deleting 3 tasks and changing a project`. */
function describe(waits: ApprovalPending[]): string {
  const counts = new Map<string, { verb: string; noun: string; count: number }>();
  for (const { what } of waits) {
    const verb = what.kind === 'device' ? verbs[what.action] : 'sending';
    const noun =
      what.kind === 'device'
        ? (what.table ?? (what.action.startsWith('vector_') ? 'notes' : 'something')).replace(/[A-Z]/g, ' $&').toLowerCase()
        : (tools[what.tool] ?? what.tool.replaceAll('_', ' '));
    const known = counts.get(`${verb} ${noun}`);
    counts.set(`${verb} ${noun}`, { verb, noun, count: (known?.count ?? 0) + 1 });
  }
  const parts = [...counts.values()].map(({ verb, noun, count }) => {
    if (verb === 'reading' || verb === 'showing') return `${verb} ${noun}`;
    if (verb === 'sending') return `${verb} ${count === 1 ? noun : `${count} messages`}`;
    return `${verb} ${count === 1 ? `a ${noun.replace(/s$/, '')}` : `${count} ${noun}`}`;
  });
  return [parts.slice(0, -1).join(', '), parts.at(-1)].filter(Boolean).join(' and ');
}
