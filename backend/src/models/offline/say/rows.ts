import type { ClientLine, ProjectLine, TaskLine } from '@adiuva/shared-protocol';
import type { Names, Scene } from '../plans/plan.ts';
import { sayDue } from './dates.ts';
import { bold, joined, literal } from './markdown.ts';

const statuses = { todo: '', in_progress: 'in progress', done: 'done' } as const;

/** What is known of a task beside its title, as words: "due Fri 27 Nov", "high priority", "in **Website**", "done". */
export function taskFacts({ task, scene }: { task: TaskLine; scene: Scene }): string[] {
  const project = task.project_id === undefined ? undefined : scene.memory.names.projects.get(task.project_id);
  return [
    task.due === undefined ? '' : `due ${sayDue({ due: task.due, today: scene.now?.day })}`,
    task.priority === undefined ? '' : `${task.priority} priority`,
    project === undefined ? '' : `in ${bold(project)}`,
    task.assignee === undefined || task.assignee.length === 0 ? '' : `assigned to ${joined(task.assignee.map(literal))}`,
    task.status === undefined ? '' : statuses[task.status],
  ].filter((fact) => fact.length > 0);
}

const line = ({ name, facts }: { name: string; facts: string[] }): string =>
  facts.length === 0 ? bold(name) : `${bold(name)} – ${facts.join(', ')}`;

export function taskLine({ task, scene }: { task: TaskLine; scene: Scene }): string {
  return line({ name: task.title, facts: taskFacts({ task, scene }) });
}

export function projectLine({ project, names }: { project: ProjectLine; names: Names }): string {
  const client = project.client_id === undefined ? undefined : names.clients.get(project.client_id);
  const facts = [client === undefined ? '' : `for ${bold(client)}`, project.status === 'archived' ? 'archived' : ''];
  return line({ name: project.name, facts: facts.filter((fact) => fact.length > 0) });
}

export function clientLine({ client, names }: { client: ClientLine; names: Names }): string {
  const parent = client.parent_id === undefined ? undefined : names.clients.get(client.parent_id);
  const facts = [client.industry ? literal(client.industry) : '', parent === undefined ? '' : `part of ${bold(parent)}`];
  return line({ name: client.name, facts: facts.filter((fact) => fact.length > 0) });
}

/** A numbered list, so that "the second one" means the same to both sides. */
export function numbered(lines: readonly string[]): string {
  return lines.map((text, index) => `${index + 1}. ${text}`).join('\n');
}

/** What is not shown: "… and 230 more." */
export function remainder({ total, shown }: { total: number; shown: number }): string {
  return total > shown
    ? `\n\nThese are ${shown} of ${total}. Ask for fewer, by project, day or priority, to see the others.`
    : '';
}
