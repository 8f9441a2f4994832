import type { FoundPlace } from '../plans/find-place.ts';
import type { DueRange } from '../plans/due-range.ts';
import type { Scene } from '../plans/plan.ts';
import type { TaskFilter } from '../understand/intent.ts';
import { addDays } from '../dates/calendar.ts';
import { sayDay } from './dates.ts';
import { bold, counted, joined, literal, quoted } from './markdown.ts';

/** What was asked for, as it was understood: shown with every answer, so that a misreading is seen. */
export interface Described {
  filter: TaskFilter;
  range: DueRange;
  place?: FoundPlace | undefined;
  scene: Scene;
}

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
export function describeTasks({ count, ...described }: Described & { count: number | 'no' }): string {
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
