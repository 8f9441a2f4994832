import type { Task } from '@adiuva/shared-protocol';
import { dueGroup } from '#renderer/days/index.ts';
import type { TaskQuery } from './task-view-state.ts';
import { priorityWords } from './task-words.ts';

/** The heading that a task stands under in this order; undefined where the order has none. */
export function groupOf({
  task,
  query,
  now,
  zone,
}: {
  task: Task;
  query: TaskQuery;
  now: number;
  zone: string;
}): string | undefined {
  switch (query.order) {
    case 'due': {
      const { status } = query.filter;
      return dueGroup({ due: task.dueDate, now, zone, open: status !== undefined && status !== 'done' });
    }
    case 'priority':
      return `${priorityWords[task.priority]} priority`;
    case 'position':
    case 'updated':
    case 'created':
    case 'title':
      return undefined;
    default:
      return query.order satisfies never;
  }
}

/** Which rows begin a group, by index. A row whose neighbour above is not held begins none. */
export function groupStarts({
  pages,
  pageSize,
  groupOf,
}: {
  pages: ReadonlyMap<number, readonly Task[]>;
  pageSize: number;
  groupOf: (task: Task) => string | undefined;
}): ReadonlyMap<number, string> {
  const starts = new Map<number, string>();
  for (const [page, tasks] of pages) {
    const above = pages.get(page - 1)?.at(-1);
    let before = above ? groupOf(above) : undefined;
    let known = page === 0 || above !== undefined;
    tasks.forEach((task, at) => {
      const group = groupOf(task);
      if (group !== undefined && group !== before && known) starts.set(page * pageSize + at, group);
      before = group;
      known = true;
    });
  }
  return starts;
}
