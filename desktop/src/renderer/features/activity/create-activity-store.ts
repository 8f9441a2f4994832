import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ActivityRun, ChangeEntry, SwitchResult } from '#rpc/activity.ts';
import type { AppPowers } from '#renderer/app-powers.ts';
import { concerns } from '#renderer/core-connection/index.ts';
import { createPagedStore, type PagedStore } from '#renderer/paging/index.ts';
import { failureOf } from '#renderer/rpc-client.ts';
import { switchedWords } from './change-words.ts';

export interface ActivityQuery {
  withChanges: boolean;
}

export interface ActivityState {
  /** The run whose undo or redo is on its way. */
  busy: string | undefined;
  /** What the last undo or redo of a run left as it is. */
  kept: ReadonlyMap<string, SwitchResult['kept']>;
  /** All changes of runs that were opened beyond the first fifty. */
  opened: ReadonlyMap<string, readonly ChangeEntry[]>;
}

export interface ActivityStore {
  runs: PagedStore<ActivityRun, ActivityQuery>;
  store: StoreApi<ActivityState>;
  change: (request: { runId: string; to: 'undo' | 'redo' }) => Promise<void>;
  openAll: (runId: string) => Promise<void>;
  dispose: () => void;
}

const PAGE = 25;
const CHANGES_PAGE = 500;
/** More changes of one run than this are counted, not listed. */
const CHANGES_SHOWN = 2_000;

export function createActivityStore({ core, notices }: AppPowers): ActivityStore {
  const runs = createPagedStore<ActivityRun, ActivityQuery>({
    query: { withChanges: false },
    pageSize: PAGE,
    fetchPage: ({ query, offset, limit }) => core.rpc.activity.runs({ offset, limit, with_changes: query.withChanges }),
  });
  const store = createStore<ActivityState>(() => ({ busy: undefined, kept: new Map(), opened: new Map() }));

  async function openAll(runId: string): Promise<void> {
    const entries: ChangeEntry[] = [];
    try {
      for (let total = 1; entries.length < Math.min(total, CHANGES_SHOWN);) {
        const page = await core.rpc.activity.changes({ run_id: runId, offset: entries.length, limit: CHANGES_PAGE });
        if (page.items.length === 0) break;
        entries.push(...page.items);
        total = page.total;
      }
      store.setState(({ opened }) => ({ opened: new Map(opened).set(runId, entries) }));
    } catch (error) {
      notices.show({ text: failureOf(error).sentence, tone: 'problem' });
    }
  }

  const stop = core.onInvalidation((invalidation) => {
    if (!concerns(invalidation, { topic: 'activity' })) return;
    runs.refresh();
    for (const runId of store.getState().opened.keys())
      if (concerns(invalidation, { topic: 'activity', key: runId })) void openAll(runId);
  });

  return {
    runs,
    store,
    openAll,
    dispose: stop,
    change: async ({ runId, to }) => {
      if (store.getState().busy !== undefined) return;
      store.setState({ busy: runId });
      try {
        const result = await core.rpc.activity[to]({ run_id: runId });
        store.setState(({ kept }) => ({ kept: new Map(kept).set(runId, result.kept) }));
        notices.show(switchedWords({ result, to }));
      } catch (error) {
        notices.show({ text: failureOf(error).sentence, tone: 'problem' });
      } finally {
        store.setState({ busy: undefined });
      }
    },
  };
}
