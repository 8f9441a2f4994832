import type { Task } from '@adiuva/shared-protocol';
import type { TaskFilter } from '#rpc/tasks.ts';
import type { AppPowers } from '#renderer/app-powers.ts';
import { concerns } from '#renderer/core-connection/index.ts';
import { createPagedStore, type PagedStore } from '#renderer/paging/index.ts';
import type { BoardGroup } from './board-groups.ts';

const PAGE_SIZE = 50;

export type ColumnRows = PagedStore<Task, TaskFilter>;

/** The columns of the board, each a long list of its own, read once it is seen. */
export interface BoardStore {
  rowsOf: (group: BoardGroup) => ColumnRows;
  /** What is read of a column; undefined where it was not seen yet. */
  known: (key: string) => ColumnRows | undefined;
  setFilter: (filter: TaskFilter) => void;
  /** Reads again what changes, until it is ended. */
  follow: () => () => void;
}

export function createBoardStore({ core, filter: first }: { core: AppPowers['core']; filter: TaskFilter }): BoardStore {
  const columns = new Map<string, ColumnRows>();
  let filter = first;
  return {
    known: (key) => columns.get(key),
    rowsOf({ key, filter: own, order }) {
      const known = columns.get(key);
      if (known) return known;
      const rows: ColumnRows = createPagedStore({
        query: filter,
        pageSize: PAGE_SIZE,
        fetchPage: ({ query, offset, limit }) => core.rpc.tasks.list({ filter: { ...query, ...own }, order, offset, limit }),
      });
      columns.set(key, rows);
      rows.refresh();
      return rows;
    },
    setFilter(next) {
      filter = next;
      for (const rows of columns.values()) rows.setQuery(next);
    },
    follow: () =>
      core.onInvalidation((invalidation) => {
        if (concerns(invalidation, { topic: 'tasks' })) for (const rows of columns.values()) rows.refresh();
      }),
  };
}
