import { dayInWords, dayOf } from '#renderer/days/index.ts';
import type { TaskUpdates } from './task-updates.ts';
import { priorityWords, statusWords } from './task-words.ts';

/** “3 tasks”, or the one by its title. */
export function tasksInWords({ count, title }: { count: number; title?: string | undefined }): string {
  return count === 1 && title !== undefined ? `“${title}”` : `${count.toLocaleString('en')} ${count === 1 ? 'task' : 'tasks'}`;
}

/** What a change of tasks did, for the notice that can take it back. `what` names them. */
export function actWords({
  updates,
  what,
  now,
  zone,
}: {
  updates: TaskUpdates;
  what: string;
  now: number;
  zone: string;
}): string {
  const { status, title, dueDate, priority, projectId, assignee, owedBy } = updates;
  if (status === 'done') return `Done: ${what}`;
  if (status !== undefined) return `${what}: ${status === 'todo' ? 'open again' : statusWords[status].toLowerCase()}`;
  if (title !== undefined) return `Renamed to “${title}”`;
  if (dueDate === null) return `${what}: no due date`;
  if (dueDate !== undefined) {
    const today = dayOf({ instant: now, zone });
    return `${what}: due ${dayInWords({ day: dayOf({ instant: dueDate, zone }), today })}`;
  }
  if (priority !== undefined) return `${what}: ${priorityWords[priority].toLowerCase()} priority`;
  if (projectId === null) return `${what}: in no project`;
  if (projectId !== undefined) return `${what}: moved to a project`;
  if (assignee !== undefined) return `${what}: ${assignee.length === 0 ? 'assigned to nobody' : `for ${assignee.join(', ')}`}`;
  if (owedBy !== undefined) return `${what}: waits for ${owedBy === 'mine' ? 'you' : 'somebody else'}`;
  return `${what}: changed`;
}

/** What an act on many could not do, because it was gone: a line, or none. */
export function goneWords(left: number): string[] {
  if (left === 0) return [];
  return [left === 1 ? 'One was no longer there.' : `${left.toLocaleString('en')} were no longer there.`];
}
