import type { TableName } from '@adiuva/shared-protocol';
import type { ChatRepository } from '#core/chat/index.ts';
import { undoneState, type Chat } from '#core/chat/index.ts';
import { DeviceError } from '#core/device-error.ts';
import type { Journal } from '#core/journal/index.ts';
import type { Run, RunRepository } from '#core/runs/index.ts';
import type { AllWorkRows } from '#core/storage/index.ts';
import type {
  ActivityRun,
  ChangeEntry,
  RowChange,
  RunSwitchResult,
  SwitchEntry,
  SwitchResult,
  SwitchScope,
} from '#rpc/activity.ts';
import { changeEntry, rowChange } from './change-entries.ts';
import { scopeOf, switchEntry, switchResult } from './switch-entries.ts';

/** What each run changed, and taking it back. */
export interface Activity {
  runs(page: { offset: number; limit: number; with_changes: boolean }): { items: ActivityRun[]; total: number };
  changes(page: { run_id: string; offset: number; limit: number }): { items: ChangeEntry[]; total: number };
  /**
   * Undoes or redoes. An undo first ends the runs that are still open and whose changes it takes back.
   * @throws DeviceError `not_found`, `constraint` for a change that followed from another, `invalid_data`
   */
  switch(wish: { kind: 'undo' | 'redo'; scope: SwitchScope }): SwitchResult;
  /** @throws DeviceError `not_found` */
  undo(runId: string): RunSwitchResult;
  /** @throws DeviceError `not_found` */
  redo(runId: string): RunSwitchResult;
  /** The undos, redos and repairs that were made, newest first. */
  switches(page: { offset: number; limit: number }): { items: SwitchEntry[]; total: number };
  /** Every change of one row, newest first. */
  rowHistory(page: { table: TableName; row_id: string; offset?: number | undefined; limit?: number | undefined }): {
    items: RowChange[];
    total: number;
  };
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

  function switched({ kind, scope }: { kind: 'undo' | 'redo'; scope: SwitchScope }): SwitchResult {
    if (scope.by === 'run') known(scope.run_id);
    const wish = { kind, scope: scopeOf(scope) };
    if (kind === 'undo') {
      if (scope.by === 'run') chat.cancelRun(scope.run_id);
      for (const runId of journal.runsOf(wish)) chat.cancelRun(runId);
    }
    return switchResult({ outcome: journal.switch(wish), rows });
  }

  function switchedRun({ runId, kind }: { runId: string; kind: 'undo' | 'redo' }): RunSwitchResult {
    return { run_id: runId, ...switched({ kind, scope: { by: 'run', run_id: runId } }) };
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
    switch: switched,
    undo: (runId) => switchedRun({ runId, kind: 'undo' }),
    redo: (runId) => switchedRun({ runId, kind: 'redo' }),
    switches(page) {
      const { items, total } = journal.switches(page);
      return { items: items.map(switchEntry), total };
    },
    rowHistory({ table, row_id: id, offset = 0, limit = 500 }) {
      const changes = journal.changesOfRow({ table, id }).toReversed();
      return {
        items: changes.slice(offset, offset + limit).map((change) => rowChange({ change, rows })),
        total: changes.length,
      };
    },
  };
}
