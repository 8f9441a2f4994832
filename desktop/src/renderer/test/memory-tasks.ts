// What the core in memory does to list tasks.
import type { Task, TaskPriority } from '@adiuva/shared-protocol';
import type { TaskFilter, TaskOrder } from '#rpc/tasks.ts';

const DAY = 86_400_000;

const ranks: Record<TaskPriority, number> = { high: 0, medium: 1, low: 2 };
/** How each order compares two tasks. */
export const taskOrders: Record<TaskOrder, (a: Task, b: Task) => number> = {
  position: (a, b) => a.position - b.position,
  due: (a, b) => (a.dueDate ?? Infinity) - (b.dueDate ?? Infinity) || a.position - b.position,
  priority: (a, b) => ranks[a.priority] - ranks[b.priority],
  title: (a, b) => a.title.localeCompare(b.title),
  updated: (a, b) => b.updatedAt - a.updatedAt,
  created: (a, b) => b.createdAt - a.createdAt,
};
/** Whether a task passes a filter, days being UTC here. */
export function matches({ task, filter, now }: { task: Task; filter: TaskFilter; now: number }): boolean {
  const today = Math.floor(now / DAY) * DAY;
  const { dueDate } = task;
  return (
    (filter.status === undefined || (filter.status === 'open' ? task.status !== 'done' : task.status === filter.status)) &&
    (filter.priority === undefined || task.priority === filter.priority) &&
    (filter.project_id === undefined || (task.projectId ?? 'none') === filter.project_id) &&
    (filter.owed_by === undefined || task.owedBy === filter.owed_by) &&
    (filter.assignee === undefined || task.assignee.includes(filter.assignee)) &&
    (filter.search === undefined || task.title.toLowerCase().includes(filter.search.trim().toLowerCase())) &&
    (filter.due === undefined ||
      (filter.due === 'none' && dueDate === null) ||
      (filter.due === 'overdue' && dueDate !== null && dueDate < today) ||
      (filter.due === 'today' && dueDate !== null && dueDate >= today && dueDate < today + DAY) ||
      (filter.due === 'week' && dueDate !== null && dueDate >= today && dueDate < today + 7 * DAY))
  );
}
