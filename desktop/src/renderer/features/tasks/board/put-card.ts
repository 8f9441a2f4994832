import type { Task } from '@adiuva/shared-protocol';
import { indexOfRow, rowAt } from '#renderer/paging/index.ts';
import type { TasksStore } from '#renderer/features/tasks/create-tasks-store.ts';
import { NO_PROJECT } from './board-groups.ts';
import { type BoardPlace, dropAfter } from './board-place.ts';
import type { ColumnRows } from './create-board-store.ts';

const statuses = ['todo', 'in_progress', 'done'] as const;

interface CardPut {
  tasks: TasksStore;
  task: Task;
  to: BoardPlace;
  /** What the column is called. */
  title: string;
}

/** Gives a card to a project, or takes it out of all. Answers where it has the focus then; undefined where it stays. */
export async function putInProject({ tasks, task, to: { key }, title }: CardPut): Promise<BoardPlace | undefined> {
  if ((task.projectId ?? NO_PROJECT) === key) return undefined;
  const projectId = key === NO_PROJECT ? null : key;
  const text = projectId === null ? `“${task.title}”: in no project` : `Moved “${task.title}” to “${title}”`;
  return (await tasks.update(task, { projectId }, text)) ? { key, index: 0 } : undefined;
}

/** Puts a card at a place of a status's column. Answers where it stands then; undefined where it stays. */
export async function putAt({
  tasks,
  task,
  to,
  title,
  rows: { store, pageSize },
}: CardPut & { rows: ColumnRows }): Promise<BoardPlace | undefined> {
  const status = statuses.find((one) => one === to.key);
  if (!status) return undefined;
  const standsAt = indexOfRow({ rows: store.getState(), pageSize, is: (one: Task) => one.id === task.id });
  const isOwn = task.status === status;
  const after = dropAfter({ isOwn, place: to, standsAt, rowAt: (index) => rowAt({ rows: store.getState(), index, pageSize }) });
  if (!after) return undefined;
  const where = `${isOwn ? 'in' : 'to'} “${title}”`;
  if (!(await tasks.move({ task, status, afterId: after.afterId, where }))) return undefined;
  return { key: to.key, index: standsAt !== undefined && standsAt < to.index ? to.index - 1 : to.index };
}
