import type { TaskLine } from '@adiuva/shared-protocol';
import type { TaskChange } from '#backend/models/offline/understand/intent.ts';
import { bold, counted, joined, literal } from '../markdown.ts';
import type { Updated } from '../updated-task.ts';
import { sayDue } from './dates.ts';

/** One sentence for each thing that changed, from the row as the tool gave it back. */
export function changes({ before, after, change, project, today }: Updated): string[] {
  const subject = bold(after.title);
  const said: string[] = [];
  if (change.title !== undefined) said.push(`Renamed ${bold(before.title)} to ${bold(after.title)}.`);
  if (change.status === 'done') said.push(`Marked ${subject} as done.`);
  if (change.status === 'todo') said.push(before.status === 'done' ? `Reopened ${subject}.` : `${subject} is back to todo.`);
  if (change.status === 'in_progress') said.push(`${subject} is now in progress.`);
  if (change.due === null) said.push(`${subject} has no due date any more.`);
  else if (change.due || change.shift) {
    const past = after.due !== undefined && today !== undefined && after.due.slice(0, 10) < today ? ', which is in the past' : '';
    said.push(`${subject} is now due ${after.due === undefined ? 'on that day' : sayDue({ due: after.due, today })}${past}.`);
  }
  if (change.priority) said.push(`${subject} now has ${after.priority ?? change.priority} priority.`);
  if (change.place === null) said.push(`${subject} is in no project any more.`);
  else if (project !== undefined) said.push(`Moved ${subject} to ${bold(project)}.`);
  if (change.assignee)
    said.push(
      change.assignee.length === 0
        ? `Nobody is assigned to ${subject} any more.`
        : `Assigned ${subject} to ${joined(change.assignee.map(literal))}.`,
    );
  if (change.description !== undefined)
    said.push(change.description === null ? `Removed the description of ${subject}.` : `Changed the description of ${subject}.`);
  return said;
}

/** The sentence before the list of several tasks that were changed. */
export const head = ({ count, change }: { count: number; change: TaskChange }): string =>
  change.status === 'done' ? `Marked ${counted(count, 'task')} as done:` : `Changed ${counted(count, 'task')}:`;

/** One task was already as it was to be; `line` says how it is. */
export const same = (line: string): string => `Nothing had to be changed: ${line}.`;

export function already({ tasks, change }: { tasks: readonly TaskLine[]; change: TaskChange }): string {
  const states = { done: 'done', todo: 'to do', in_progress: 'in progress' } as const;
  const state = change.status && states[change.status];
  const names = joined(tasks.slice(0, 5).map((task) => bold(task.title)));
  const more = tasks.length > 5 ? ` and ${tasks.length - 5} more` : '';
  return `${names}${more} ${tasks.length === 1 ? 'is' : 'are'} already ${state ?? 'so'}; nothing was changed there.`;
}

export const nothingToCountFrom = (title: string): string =>
  `${bold(title)} has no due date to count from. Please give the day. Nothing was changed.`;

export const titleTooLong = (most: number): string =>
  `A title may have ${most} characters; this one is longer. Nothing was changed.`;

export const oneTitleForMany = (count: number): string =>
  `That would give ${count} tasks one title. Nothing was changed: please rename them one by one.`;
