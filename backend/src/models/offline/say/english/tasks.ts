import { addDays } from '#backend/models/offline/dates/calendar.ts';
import type { TaskFilter } from '#backend/models/offline/understand/intent.ts';
import { type Described, isPlain } from '../described.ts';
import { bold, counted, joined, literal, quoted } from '../markdown.ts';
import { sayDay } from './dates.ts';

function statusWords({ statuses }: TaskFilter): string {
  if (statuses.length === 2 && !statuses.includes('done')) return 'open ';
  const names = { todo: 'todo', in_progress: 'in-progress', done: 'done' } as const;
  return statuses.length === 0 || statuses.length === 3
    ? ''
    : `${joined(
        statuses.map((one) => names[one]),
        'or',
      )} `;
}

function dueWords({ filter, range, scene }: Described): string {
  const relation = filter.due?.relation;
  if (relation === undefined || relation === 'overdue') return '';
  if (relation === 'none') return ' without a due date';
  if (relation === 'any') return ' with a due date';
  const today = scene.now?.day;
  const say = (day: string): string => {
    if (day === today) return `today (${sayDay({ day, today })})`;
    if (today !== undefined && day === addDays({ day: today, count: 1 })) return `tomorrow (${sayDay({ day, today })})`;
    return sayDay({ day, today });
  };
  const { due_from: from, due_to: to } = range;
  if (from !== undefined && from === to) return ` due ${say(from)}`;
  if (from !== undefined && to !== undefined) return ` due from ${sayDay({ day: from, today })} to ${sayDay({ day: to, today })}`;
  if (to !== undefined) return ` due by ${say(to)}`;
  return from === undefined ? '' : ` due from ${say(from)} on`;
}

/** "3 open high-priority tasks in **Website** due by Thu 26 Nov". */
export function describe({ count, ...described }: Described & { count: number | 'no' }): string {
  const { filter, place } = described;
  const overdue = filter.due?.relation === 'overdue';
  const adjectives = [
    overdue ? 'overdue ' : statusWords(filter),
    filter.priorities.length === 0
      ? ''
      : `${joined(
          filter.priorities.map((one) => `${one}-priority`),
          'or',
        )} `,
    filter.unassigned ? 'unassigned ' : '',
  ].join('');
  const noun = count === 'no' ? 'tasks' : counted(count, 'task').replace(/^\d+ /, '');
  const tail = [
    filter.unplaced ? ' in no project' : '',
    place === undefined ? '' : ` ${place.kind === 'project' ? 'in' : 'for'} ${bold(place.row.name)}`,
    filter.assignee === undefined ? '' : ` assigned to ${literal(filter.assignee)}`,
    filter.search === undefined ? '' : ` that ${count === 1 ? 'mentions' : 'mention'} ${quoted(filter.search)}`,
    dueWords(described),
  ].join('');
  return `${count} ${adjectives}${noun}${tail}`;
}

/** "You have 3 open tasks.", and what was not looked at. */
export const counts = (described: Described & { count: number; unread: number }): string =>
  `You have ${describe(described)}.${unreadOf(described)}`;

/** The sentence before a list. `shown`: only so many were asked for. */
export function head({ shown, ...described }: Described & { count: number; shown?: number | undefined }): string {
  if (shown === undefined) return `You have ${describe(described)}:`;
  return `${shown === 1 ? 'This is the one' : `These are ${shown}`} of ${describe(described)}:`;
}

export const unreadOf = ({ unread }: { unread: number }): string =>
  unread > 0 ? ` I did not look at ${unread} more tasks: narrow it by project or status to reach them.` : '';

export function nothing(described: Described): string {
  const text = `You have ${describe({ ...described, count: 'no' })}.`;
  return isPlain(described) ? `${text} Make the first with “create a task called Buy milk due Friday”.` : text;
}

/** More tasks than a command may change. */
export const tooMany = ({ most, ...described }: Described & { count: number; most: number }): string =>
  `That is ${describe(described)}. I change at most ${most} in one go, so nothing was changed. Please narrow it: by project, day or priority.`;

export const tooManyProjects = ({ client, total }: { client: string; total: number }): string =>
  `${bold(client)} has ${total} projects, more than I can go through at once. Please ask for one of them: “tasks in project …”.`;

/** A command was about tasks that are not there. */
export const noneSuch = ({ writes, ...described }: Described & { writes: boolean }): string =>
  `You have ${describe({ ...described, count: 'no' })}.${writes ? ' Nothing was changed.' : ''}`;
