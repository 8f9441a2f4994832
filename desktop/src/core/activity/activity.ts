import type { ChatRepository } from '#core/chat/index.ts';
import { undoneState, type Chat } from '#core/chat/index.ts';
import { DeviceError } from '#core/device-error.ts';
import type { Journal } from '#core/journal/index.ts';
import type { Run, RunRepository } from '#core/runs/index.ts';
import type { AllWorkRows } from '#core/storage/index.ts';
import type { ActivityRun, ChangeEntry, SwitchResult } from '#rpc/activity.ts';
import { changeEntry } from './change-entries.ts';

/** What each run changed, and taking it back. */
export interface Activity {
  runs(page: { offset: number; limit: number; with_changes: boolean }): { items: ActivityRun[]; total: number };
  changes(page: { run_id: string; offset: number; limit: number }): { items: ChangeEntry[]; total: number };
  /** Ends the run first, when it is still open. @throws DeviceError `not_found` */
  undo(runId: string): SwitchResult;
  /** @throws DeviceError `not_found` */
  redo(runId: string): SwitchResult;
}

/** Changes that come with a run; the rest are asked for. */
const FIRST_CHANGES = 50;

export function createActivity({
  runs,
  journal,
  rows,
  chat,
  requests,
}: {
  runs: RunRepository;
  journal: Journal;
  rows: AllWorkRows;
  chat: Chat;
  requests: ChatRepository;
}): Activity {
  function entries(page: { runId: string; offset: number; limit: number }): ChangeEntry[] {
    return journal.changesOfRun(page).map((change) => changeEntry({ change, rows }));
  }

  function activityRun(run: Run): ActivityRun {
    const counts = journal.countOfRun(run.runId);
    const request = run.requestId === null ? undefined : requests.request(run.requestId);
    return {
      run_id: run.runId,
      kind: run.kind,
      title: request?.text.slice(0, 200) ?? run.kind,
      ...(run.sessionId === null ? {} : { session_id: run.sessionId }),
      status: run.status,
      ...(run.model === null ? {} : { model: run.model }),
      started_at: run.startedAt,
      ...(run.endedAt === null ? {} : { ended_at: run.endedAt }),
      change_count: counts.all,
      undone: undoneState(counts),
      changes: entries({ runId: run.runId, offset: 0, limit: FIRST_CHANGES }),
    };
  }

  function known(runId: string): void {
    if (!runs.get(runId)) throw new DeviceError('not_found', 'There is no such run on this device.');
  }

  function switched({ runId, kind }: { runId: string; kind: 'undo' | 'redo' }): SwitchResult {
    known(runId);
    if (kind === 'undo') chat.cancelRun(runId);
    const { changes, kept } = journal[kind](runId);
    return {
      run_id: runId,
      changes,
      kept: kept.map(({ table, rowId, label, reason }) => ({ table, row_id: rowId, label, reason })),
    };
  }

  return {
    runs({ offset, limit, with_changes: changedOnly }) {
      const { items, total } = runs.page({ offset, limit, changedOnly });
      return { items: items.map(activityRun), total };
    },
    changes({ run_id: runId, offset, limit }) {
      known(runId);
      return { items: entries({ runId, offset, limit }), total: journal.countOfRun(runId).all };
    },
    undo: (runId) => switched({ runId, kind: 'undo' }),
    redo: (runId) => switched({ runId, kind: 'redo' }),
  };
}
