import type { ApprovalPending, DeviceRequest } from '#backend/agents/index.ts';
import { findWaitingCallIds } from '#backend/storage/device-call-repository.ts';
import type { Database } from '#backend/storage/database.ts';
import { markRunWaiting, type RunRecord, type StepUsage } from '#backend/storage/run-repository.ts';
import { wireUsage } from './end-run.ts';
import type { RunEventBody, RunLog } from './run-log.ts';

/**
 * Lets a run wait for its device's owner without a worker, its lease given up. A wait is announced once, by a `final` that
 * ends nothing. Answers `queued` when a call has its answer by now, or the run is to be stopped: then it goes on at once.
 */
export async function parkRun({
  database,
  run,
  log,
  step,
  waits,
  usage,
}: {
  database: Database;
  run: RunRecord;
  log: RunLog;
  step: number;
  waits: ApprovalPending[];
  /** Of the whole run. */
  usage: StepUsage;
}): Promise<'waiting' | 'queued'> {
  const callIds = waits.map((wait) => wait.callId);
  // The owner may have decided while the other calls of the step were done.
  const undecided = await findWaitingCallIds({ sql: database.sql, callIds });
  if (undecided.size === 0) return 'queued';
  const isNew = run.waitingStep !== step || waits.some((wait) => wait.isNew);
  const what = describe(waits.filter((wait) => undecided.has(wait.callId)));
  const announcement: RunEventBody = {
    type: 'final',
    status: 'waiting',
    response: `Waiting for your approval of ${what}. Until you decide, nothing of it is done.`,
    usage: wireUsage({ usage, model: run.model }),
  };
  let status: 'waiting' | 'queued' = 'queued';
  await log.write({
    events: isNew ? [announcement] : [],
    rows: async (sql) => {
      const hasNews = (await findWaitingCallIds({ sql, callIds })).size < callIds.length;
      status = await markRunWaiting({ sql, runId: run.id, step, hasNews });
    },
  });
  return status;
}

const verbs: Record<DeviceRequest['action'], string> = {
  select: 'reading',
  get: 'reading',
  insert: 'adding',
  update: 'changing',
  delete: 'deleting',
  'ui.navigate_to': 'showing',
  'ui.open_item': 'showing',
  'ui.notify': 'showing',
};

/** `deleting 3 tasks and changing a project`. */
function describe(waits: ApprovalPending[]): string {
  const counts = new Map<string, { verb: string; table: string; count: number }>();
  for (const wait of waits) {
    const { action } = wait;
    const table = (wait.table ?? 'things').replace(/[A-Z]/g, ' $&').toLowerCase();
    const verb = verbs[action];
    const known = counts.get(`${verb} ${table}`);
    counts.set(`${verb} ${table}`, { verb, table, count: (known?.count ?? 0) + 1 });
  }
  const parts = [...counts.values()].map(({ verb, table, count }) => {
    if (verb === 'reading') return `reading ${table}`;
    return `${verb} ${count === 1 ? `a ${table.replace(/s$/, '')}` : `${count} ${table}`}`;
  });
  return [parts.slice(0, -1).join(', '), parts.at(-1)].filter(Boolean).join(' and ');
}
