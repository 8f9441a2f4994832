import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EndedRun, OpenRun } from '#rpc/runs.ts';
import type { AppPowers } from '#renderer/app-powers.ts';
import { concerns } from '#renderer/core-connection/index.ts';
import { createPagedStore, type PagedStore } from '#renderer/paging/index.ts';
import { failureOf } from '#renderer/rpc-client.ts';

export interface RunsStore {
  open: PagedStore<OpenRun, null>;
  ended: PagedStore<EndedRun, null>;
  /** Requests that are being stopped, by id, until the core says how they stand. */
  stopping: StoreApi<ReadonlySet<string>>;
  stop: (run: OpenRun) => Promise<void>;
  refresh: () => void;
  /** Reads, and reads again with every change, until the answer is called. */
  follow: () => () => void;
}

const PAGE = 50;

/** What goes on or waits, and what is over. */
export function createRunsStore({ core, notices }: Pick<AppPowers, 'core' | 'notices'>): RunsStore {
  const open = createPagedStore<OpenRun, null>({
    query: null,
    pageSize: PAGE,
    fetchPage: ({ offset, limit }) => core.rpc.runs.open({ offset, limit }),
  });
  const ended = createPagedStore<EndedRun, null>({
    query: null,
    pageSize: PAGE,
    fetchPage: ({ offset, limit }) => core.rpc.runs.ended({ offset, limit }),
  });
  const stopping = createStore<ReadonlySet<string>>(() => new Set<string>());

  function refresh() {
    open.refresh();
    ended.refresh();
  }

  return {
    open,
    ended,
    stopping,
    refresh,
    stop: async ({ request_id: id }) => {
      if (stopping.getState().has(id)) return;
      stopping.setState(new Set([...stopping.getState(), id]), true);
      try {
        await core.rpc.chat.cancel({ request_id: id });
      } catch (error) {
        notices.show({ text: failureOf(error).sentence, tone: 'problem' });
      } finally {
        stopping.setState(new Set([...stopping.getState()].filter((one) => one !== id)), true);
      }
    },
    follow: () => {
      refresh();
      return core.onInvalidation((invalidation) => {
        const isOfRuns = (['runs', 'approvals', 'status'] as const).some((topic) => concerns(invalidation, { topic }));
        if (isOfRuns) open.refresh();
        if (concerns(invalidation, { topic: 'activity' })) ended.refresh();
      });
    },
  };
}
