import type { TaskLine } from '@adiuva/shared-protocol';
import type { TaskChange } from '#backend/models/offline/understand/intent.ts';
import { literal } from '../markdown.ts';
import type { Updated } from '../updated-task.ts';
import { sayDue } from './dates.ts';
import { bold, counted, joined, levels, to, unchanged } from './words.ts';

/** One sentence for each thing that changed, from the row as the tool gave it back. */
export function changes({ before, after, change, project, today }: Updated): string[] {
  const subject = bold(after.title);
  const said: string[] = [];
  if (change.title !== undefined) said.push(`Ho rinominato ${bold(before.title)} in ${bold(after.title)}.`);
  if (change.status === 'done') said.push(`Ho segnato ${subject} come fatta.`);
  if (change.status === 'todo') said.push(before.status === 'done' ? `Ho riaperto ${subject}.` : `${subject} torna da fare.`);
  if (change.status === 'in_progress') said.push(`${subject} ora è in corso.`);
  if (change.due === null) said.push(`${subject} non ha più una scadenza.`);
  else if (change.due || change.shift) {
    const past = after.due !== undefined && today !== undefined && after.due.slice(0, 10) < today ? ', che è già passato' : '';
    said.push(`${subject} ora scade ${after.due === undefined ? 'quel giorno' : sayDue({ due: after.due, today })}${past}.`);
  }
  if (change.priority) {
    const level =
      after.priority ?? (change.priority === 'raise' ? 'high' : change.priority === 'lower' ? 'low' : change.priority);
    said.push(`${subject} ora ha priorità ${levels[level]}.`);
  }
  if (change.place === null) said.push(`${subject} non è più in nessun progetto.`);
  else if (project !== undefined) said.push(`Ho spostato ${subject} in ${bold(project)}.`);
  if (change.assignee)
    said.push(
      change.assignee.length === 0
        ? `${subject} non è più assegnata a nessuno.`
        : `Ho assegnato ${subject} ${to(joined(change.assignee.map(literal)))}.`,
    );
  if (change.description !== undefined)
    said.push(
      change.description === null ? `Ho tolto la descrizione di ${subject}.` : `Ho cambiato la descrizione di ${subject}.`,
    );
  return said;
}

/** The sentence before the list of several tasks that were changed. */
export const head = ({ count, change }: { count: number; change: TaskChange }): string =>
  change.status === 'done' ? `Ho segnato ${counted(count, 'task')} come fatte:` : `Ho cambiato ${counted(count, 'task')}:`;

/** One task was already as it was to be; `line` says how it is. */
export const same = (line: string): string => `Non c’era nulla da cambiare: ${line}.`;

export function already({ tasks, change }: { tasks: readonly TaskLine[]; change: TaskChange }): string {
  const one = tasks.length === 1;
  const states = { done: one ? 'fatta' : 'fatte', todo: 'da fare', in_progress: 'in corso' } as const;
  const state = change.status ? states[change.status] : 'così';
  const rest = tasks.length - 5;
  const shown = tasks.slice(0, 5).map((task) => bold(task.title));
  const names = rest > 0 ? `${shown.join(', ')} e ${rest === 1 ? 'un’altra' : `altre ${rest}`}` : joined(shown);
  return `${names} ${one ? 'è' : 'sono'} già ${state}; lì non ho cambiato nulla.`;
}

export const nothingToCountFrom = (title: string): string =>
  `${bold(title)} non ha una scadenza da cui contare. Dimmi il giorno. ${unchanged}`;

export const titleTooLong = (most: number): string => `Un titolo può avere ${most} caratteri; questo è più lungo. ${unchanged}`;

export const oneTitleForMany = (count: number): string =>
  `Così ${count} attività avrebbero lo stesso titolo. ${unchanged} Rinominale una per una.`;
