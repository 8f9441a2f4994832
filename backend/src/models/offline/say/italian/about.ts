import type { TaskLine } from '@adiuva/shared-protocol';
import { literal } from '../markdown.ts';
import { sayDue } from './dates.ts';
import { bold, joined, levels, to } from './words.ts';

const statuses = { todo: 'ancora da fare', in_progress: 'in corso', done: 'fatta' } as const;
const statusOf = ({ status }: TaskLine): string => (status === undefined ? 'lì, ma non ne conosco lo stato' : statuses[status]);

export const due = ({ task, today }: { task: TaskLine; today: string | undefined }): string =>
  task.due === undefined
    ? `${bold(task.title)} non ha una scadenza.`
    : `${bold(task.title)} scade ${sayDue({ due: task.due, today })}.`;

export const done = (task: TaskLine): string =>
  task.status === 'done' ? `Sì, ${bold(task.title)} è fatta.` : `No, ${bold(task.title)} è ${statusOf(task)}.`;

export const status = ({ task, late }: { task: TaskLine; late: boolean }): string =>
  `${bold(task.title)} è ${statusOf(task)}${late ? ', e in ritardo' : ''}.`;

export const priority = (task: TaskLine): string =>
  task.priority === undefined
    ? `Non conosco la priorità di ${bold(task.title)}.`
    : `${bold(task.title)} ha priorità ${levels[task.priority]}.`;

export const assignee = (task: TaskLine): string =>
  task.assignee?.length
    ? `${bold(task.title)} è assegnata ${to(joined(task.assignee.map(literal)))}.`
    : `${bold(task.title)} non è assegnata a nessuno.`;

/** `name`: the project's, when it is known. */
export function project({ task, name }: { task: TaskLine; name: string | undefined }): string {
  if (task.project_id === undefined) return `${bold(task.title)} non è in nessun progetto.`;
  return name === undefined
    ? `${bold(task.title)} è in un progetto, ma non ne ho trovato il nome.`
    : `${bold(task.title)} è nel progetto ${bold(name)}.`;
}

export const noDescription = (task: TaskLine): string => `${bold(task.title)} non ha una descrizione.`;

export const id = (task: TaskLine): string => `L’id di ${bold(task.title)} è ${task.id}.`;
