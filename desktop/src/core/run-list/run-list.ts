import { runStatusSchema, usageSchema, type Usage } from '@adiuva/shared-protocol';
import type { ApprovalRepository, KeptCalls } from '#core/approvals/index.ts';
import type { ChatRepository, Delivery } from '#core/chat/index.ts';
import type { Journal } from '#core/journal/index.ts';
import type { Grants } from '#core/policy/index.ts';
import type { Privacy } from '#core/privacy/index.ts';
import type { RunRepository } from '#core/runs/index.ts';
import type { EndedRun, OpenRun } from '#rpc/runs.ts';
import type { EndedRunRow, OpenRequest, RunListRepository } from './run-list-repository.ts';
import { runPhase } from './run-phase.ts';

/** What was asked of the backend: what goes on or waits, and what is over. */
export interface RunList {
  open(page: { offset: number; limit: number }): { items: OpenRun[]; total: number };
  ended(page: { offset: number; limit: number }): { items: EndedRun[]; total: number };
}

const TITLE_LENGTH = 200;

function usageOf(usage: string | null): { usage?: Usage } {
  const parsed = usage === null ? undefined : usageSchema.safeParse(JSON.parse(usage)).data;
  return parsed ? { usage: parsed } : {};
}

export function createRunList({
  repository,
  requests,
  runs,
  grants,
  kept,
  approvals,
  delivery,
  journal,
  privacy,
  isReady,
}: {
  repository: RunListRepository;
  requests: ChatRepository;
  runs: RunRepository;
  grants: Grants;
  kept: KeptCalls;
  approvals: ApprovalRepository;
  delivery: Delivery;
  journal: Journal;
  privacy: Privacy;
  /** Whether the backend answers now. */
  isReady: () => boolean;
}): RunList {
  function usedOf(runId: string): Pick<OpenRun, 'used'> {
    const grant = grants.ofRun(runId);
    if (!grant || 'closed' in grant) return {};
    const { calls, rows, bytes, inserts, updates } = grant.used;
    return { used: { calls, rows, bytes, changes: inserts + updates } };
  }

  function openRun(asked: OpenRequest): OpenRun {
    const { requestId, runId, sessionId, text, createdAt } = asked;
    const run = runId === null ? undefined : runs.get(runId);
    const request = run ? undefined : requests.request(requestId);
    const waiting = runId === null ? [] : kept.waitingOf(runId);
    return {
      request_id: requestId,
      ...(runId === null ? {} : { run_id: runId, ...usedOf(runId) }),
      session_id: sessionId,
      title: text.slice(0, TITLE_LENGTH),
      asked_at: createdAt,
      phase: runPhase({
        state: asked.state,
        run,
        runs,
        waiting,
        summaryOf: (id) => approvals.find(id)?.summary,
        deferral: request && delivery.deferral(request),
        isReady: isReady(),
      }),
      ...usageOf(run?.usage ?? null),
    };
  }

  function endedRun(run: EndedRunRow): EndedRun {
    return {
      run_id: run.runId,
      ...(run.sessionId === null ? {} : { session_id: run.sessionId }),
      title: run.text?.slice(0, TITLE_LENGTH) ?? run.kind,
      status: runStatusSchema.safeParse(run.status).data ?? 'error',
      ...(run.code === null ? {} : { code: run.code }),
      response: privacy.shownText(run.response ?? '').slice(0, TITLE_LENGTH),
      started_at: run.startedAt,
      ended_at: run.endedAt ?? run.startedAt,
      ...usageOf(run.usage),
      change_count: journal.countOfRun(run.runId).all,
    };
  }

  return {
    open: (page) => ({ items: repository.open(page).map(openRun), total: repository.openCount() }),
    ended(page) {
      const { items, total } = repository.ended(page);
      return { items: items.map(endedRun), total };
    },
  };
}
