import type { TaskLine } from '@adiuva/shared-protocol';
import { bold, joined, literal } from '../markdown.ts';
import { sayDue } from './dates.ts';

const statuses = { todo: '', in_progress: 'in progress', done: 'done' } as const;

/** A row's name. */
export const name = (text: string): string => bold(text, 'untitled');

/** What is known of a task beside its title, as words: "due Fri 27 Nov", "high priority", "in **Website**", "done". */
export function taskFacts({
  task,
  project,
  today,
}: {
  task: TaskLine;
  project: string | undefined;
  today: string | undefined;
}): string[] {
  return [
    task.due === undefined ? '' : `due ${sayDue({ due: task.due, today })}`,
    task.priority === undefined ? '' : `${task.priority} priority`,
    project === undefined ? '' : `in ${bold(project)}`,
    task.assignee === undefined || task.assignee.length === 0 ? '' : `assigned to ${joined(task.assignee.map(literal))}`,
    task.status === undefined ? '' : statuses[task.status],
  ].filter((fact) => fact.length > 0);
}

export function projectFacts({ client, archived }: { client: string | undefined; archived: boolean }): string[] {
  return [client === undefined ? '' : `for ${bold(client)}`, archived ? 'archived' : ''].filter((fact) => fact.length > 0);
}

export function clientFacts({ industry, parent }: { industry: string | undefined; parent: string | undefined }): string[] {
  return [industry ? literal(industry) : '', parent === undefined ? '' : `part of ${bold(parent)}`].filter(
    (fact) => fact.length > 0,
  );
}

/** What is not shown: "… and 230 more." */
export function remainder({ total, shown }: { total: number; shown: number }): string {
  return total > shown
    ? `\n\nThese are ${shown} of ${total}. Ask for fewer, by project, day or priority, to see the others.`
    : '';
}
