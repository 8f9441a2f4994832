import type { ClientLine, ProjectLine, TaskLine } from '@adiuva/shared-protocol';
import type { Scene } from '../plans/plan.ts';

/** What is known of a task beside its title, in the scene's language. */
export function taskFacts({ task, scene }: { task: TaskLine; scene: Scene }): string[] {
  const project = task.project_id === undefined ? undefined : scene.memory.names.projects.get(task.project_id);
  return scene.voice.rows.taskFacts({ task, project, today: scene.now?.day });
}

/** A row by its name, with what is known of it. */
export function namedLine({ name, facts, scene }: { name: string; facts: string[]; scene: Scene }): string {
  const called = scene.voice.rows.name(name);
  return facts.length === 0 ? called : `${called} – ${facts.join(', ')}`;
}

export function taskLine({ task, scene }: { task: TaskLine; scene: Scene }): string {
  return namedLine({ name: task.title, facts: taskFacts({ task, scene }), scene });
}

export function projectLine({ project, scene }: { project: ProjectLine; scene: Scene }): string {
  const client = project.client_id === undefined ? undefined : scene.memory.names.clients.get(project.client_id);
  const facts = scene.voice.rows.projectFacts({ client, archived: project.status === 'archived' });
  return namedLine({ name: project.name, facts, scene });
}

export function clientLine({ client, scene }: { client: ClientLine; scene: Scene }): string {
  const parent = client.parent_id === undefined ? undefined : scene.memory.names.clients.get(client.parent_id);
  const facts = scene.voice.rows.clientFacts({ industry: client.industry, parent });
  return namedLine({ name: client.name, facts, scene });
}

/** A numbered list, so that "the second one" means the same to both sides. */
export function numbered(lines: readonly string[]): string {
  return lines.map((text, index) => `${index + 1}. ${text}`).join('\n');
}
