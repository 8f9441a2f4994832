import type { Task, TaskStatus } from '@adiuva/shared-protocol';
import type { TaskFilter } from '#rpc/tasks.ts';
import type { AppPowers } from '#renderer/app-powers.ts';
import { concerns } from '#renderer/core-connection/index.ts';
import { createPagedStore, type PagedStore } from '#renderer/paging/index.ts';
import { columns } from './board-place.ts';

const PAGE_SIZE = 50;

/** The columns of the board, each a long list of its own in the user’s order. */
export interface BoardStore {
  columns: Readonly<Record<TaskStatus, PagedStore<Task, TaskFilter>>>;
  setFilter: (filter: TaskFilter) => void;
  /** Reads again what changes, until it is ended. */
  follow: () => () => void;
}

export function createBoardStore({ core, filter }: { core: AppPowers['core']; filter: TaskFilter }): BoardStore {
  const column = (status: TaskStatus): PagedStore<Task, TaskFilter> =>
    createPagedStore({
      query: filter,
      pageSize: PAGE_SIZE,
      fetchPage: ({ query, offset, limit }) =>
        core.rpc.tasks.list({ filter: { ...query, status }, order: 'position', offset, limit }),
    });
  const stores = { todo: column('todo'), in_progress: column('in_progress'), done: column('done') };
  const refresh = () => columns.forEach((status) => stores[status].refresh());
  return {
    columns: stores,
    setFilter: (next) => columns.forEach((status) => stores[status].setQuery(next)),
    follow: () => {
      refresh();
      return core.onInvalidation((invalidation) => {
        if (concerns(invalidation, { topic: 'tasks' })) refresh();
      });
    },
  };
}
