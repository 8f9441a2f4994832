import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ActivityRun, ChangeEntry, SwitchResult, SwitchScope } from '#rpc/activity.ts';
import type { AppPowers } from '#renderer/app-powers.ts';
import { concerns } from '#renderer/core-connection/index.ts';
import { createPagedStore, type PagedStore } from '#renderer/paging/index.ts';
import { failureOf } from '#renderer/rpc-client.ts';
import { scopeKey, switchedWords } from './change-words.ts';

export interface ActivityQuery {
  withChanges: boolean;
}

export interface ActivityState {
  /** The scope whose undo or redo is on its way, as `scopeKey` tells it. */
  busy: string | undefined;
  /** What the last undo or redo of a scope did and left as it is, by `scopeKey`. */
  switched: ReadonlyMap<string, Switched>;
  /** All changes of runs that were opened beyond the first fifty. */
  opened: ReadonlyMap<string, readonly ChangeEntry[]>;
}

export interface Switched {
  to: 'undo' | 'redo';
  result: SwitchResult;
}

export interface ActivityStore {
  runs: PagedStore<ActivityRun, ActivityQuery>;
  store: StoreApi<ActivityState>;
  /** Undoes or redoes; answers whether it was done. A notice says what came of it, with a way back. */
  change: (request: { scope: SwitchScope; to: 'undo' | 'redo' }) => Promise<boolean>;
  openAll: (runId: string) => Promise<void>;
  dispose: () => void;
}

const PAGE = 25;
const CHANGES_PAGE = 500;
/** More changes of one run than this are counted, not listed. */
const CHANGES_SHOWN = 2_000;

export function createActivityStore({ core, notices, clock }: AppPowers): ActivityStore {
  const runs = createPagedStore<ActivityRun, ActivityQuery>({
    query: { withChanges: false },
    pageSize: PAGE,
    fetchPage: ({ query, offset, limit }) => core.rpc.activity.runs({ offset, limit, with_changes: query.withChanges }),
  });
  const store = createStore<ActivityState>(() => ({ busy: undefined, switched: new Map(), opened: new Map() }));

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

  async function change({ scope, to }: { scope: SwitchScope; to: 'undo' | 'redo' }): Promise<boolean> {
    if (store.getState().busy !== undefined) return false;
    const key = scopeKey(scope);
    store.setState({ busy: key });
    try {
      const result = await core.rpc.activity.switch({ kind: to, scope });
      store.setState(({ switched }) => ({ switched: new Map(switched).set(key, { to, result }) }));
      const { switch_id: switchId } = result;
      const today = new Date(clock.now()).toISOString().slice(0, 10);
      notices.show({
        ...switchedWords({ result, to, today }),
        ...(switchId === undefined
          ? {}
          : {
              action: {
                label: to === 'undo' ? 'Redo' : 'Undo',
                run: () => void change({ scope: { by: 'switch', switch_id: switchId }, to: 'undo' }),
              },
            }),
      });
      return true;
    } catch (error) {
      notices.show({ text: failureOf(error).sentence, tone: 'problem' });
      return false;
    } finally {
      store.setState({ busy: undefined });
    }
  }

  return { runs, store, openAll, change, dispose: stop };
}
