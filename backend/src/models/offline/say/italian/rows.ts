import type { TaskLine } from '@adiuva/shared-protocol';
import { literal } from '../markdown.ts';
import { sayDue } from './dates.ts';
import { bold, joined, levels, to } from './words.ts';

const statuses = { todo: '', in_progress: 'in corso', done: 'fatta' } as const;

/** A row's name. */
export const name = (text: string): string => bold(text);

/** What is known of a task beside its title: "scade ven 27 nov", "priorità alta", "in **Sito**", "fatta". */
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
    task.due === undefined ? '' : `scadenza ${sayDue({ due: task.due, today })}`,
    task.priority === undefined ? '' : `priorità ${levels[task.priority]}`,
    project === undefined ? '' : `in ${bold(project)}`,
    task.assignee === undefined || task.assignee.length === 0 ? '' : `assegnata ${to(joined(task.assignee.map(literal)))}`,
    task.status === undefined ? '' : statuses[task.status],
  ].filter((fact) => fact.length > 0);
}

export function projectFacts({ client, archived }: { client: string | undefined; archived: boolean }): string[] {
  return [client === undefined ? '' : `per ${bold(client)}`, archived ? 'archiviato' : ''].filter((fact) => fact.length > 0);
}

export function clientFacts({ industry, parent }: { industry: string | undefined; parent: string | undefined }): string[] {
  return [industry ? literal(industry) : '', parent === undefined ? '' : `parte di ${bold(parent)}`].filter(
    (fact) => fact.length > 0,
  );
}

/** What is not shown. */
export function remainder({ total, shown }: { total: number; shown: number }): string {
  return total > shown
    ? `\n\nQuesti sono ${shown} su ${total}. Per vedere gli altri chiedine meno: per progetto, giorno o priorità.`
    : '';
}
