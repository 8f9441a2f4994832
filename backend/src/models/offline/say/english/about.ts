import type { TaskLine } from '@adiuva/shared-protocol';
import { bold, joined, literal } from '../markdown.ts';
import { sayDue } from './dates.ts';

const statuses = { todo: 'still to do', in_progress: 'in progress', done: 'done' } as const;
const statusOf = ({ status }: TaskLine): string =>
  status === undefined ? 'there, but its status is not known' : statuses[status];

export const due = ({ task, today }: { task: TaskLine; today: string | undefined }): string =>
  task.due === undefined
    ? `${bold(task.title)} has no due date.`
    : `${bold(task.title)} is due ${sayDue({ due: task.due, today })}.`;

export const done = (task: TaskLine): string =>
  task.status === 'done' ? `Yes, ${bold(task.title)} is done.` : `No, ${bold(task.title)} is ${statusOf(task)}.`;

export const status = ({ task, late }: { task: TaskLine; late: boolean }): string =>
  `${bold(task.title)} is ${statusOf(task)}${late ? ', and overdue' : ''}.`;

export const priority = (task: TaskLine): string =>
  task.priority === undefined
    ? `The priority of ${bold(task.title)} is not known.`
    : `${bold(task.title)} has ${task.priority} priority.`;

export const assignee = (task: TaskLine): string =>
  task.assignee?.length
    ? `${bold(task.title)} is assigned to ${joined(task.assignee.map(literal))}.`
    : `Nobody is assigned to ${bold(task.title)}.`;

/** `name`: the project's, when it is known. */
export function project({ task, name }: { task: TaskLine; name: string | undefined }): string {
  if (task.project_id === undefined) return `${bold(task.title)} is in no project.`;
  return name === undefined
    ? `${bold(task.title)} is in a project, but I could not find its name.`
    : `${bold(task.title)} is in the project ${bold(name)}.`;
}

export const noDescription = (task: TaskLine): string => `${bold(task.title)} has no description.`;

export const id = (task: TaskLine): string => `The id of ${bold(task.title)} is ${task.id}.`;
