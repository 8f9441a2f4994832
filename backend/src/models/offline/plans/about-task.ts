import { exhausted } from '../exhausted.ts';
import type { ProjectLine, TaskLine } from '@adiuva/shared-protocol';
import { sayDue } from '../say/dates.ts';
import { bold, joined, literal } from '../say/markdown.ts';
import { numbered, taskLine } from '../say/rows.ts';
import type { Intent } from '../understand/intent.ts';
import { listProjectsCall } from './calls.ts';
import { findTasks } from './find-tasks.ts';
import { type Plan, type Reply, type Scene, attempt } from './plan.ts';

type AboutTask = Intent & { kind: 'about-task' };

/** Projects have no call for one id: so many are read to find its name. */
const projectsRead = 200;

/** Answers a question about one task from its row. */
export function* aboutTaskPlan({ intent, scene }: { intent: AboutTask; scene: Scene }): Plan<Reply> {
  const rows = yield* findTasks({
    target: intent.target,
    scene,
    writes: false,
    fitting: [],
    resume: (target) => ({ ...intent, target }),
  });
  const focus = { noun: 'task', rows, total: rows.length } as const;
  const [task] = rows;
  if (task === undefined) return { text: 'I found no such task.' };
  if (rows.length > 1) return { text: numbered(rows.map((row) => taskLine({ task: row, scene }))), focus };
  if (
    (intent.field === 'project' || intent.field === 'all') &&
    task.project_id !== undefined &&
    !scene.memory.names.projects.has(task.project_id)
  ) {
    const [list] = yield* attempt([listProjectsCall({ include_archived: true, limit: projectsRead })]);
    if (list?.ok) remember({ projects: list.value.projects, scene });
  }
  return { text: sayField({ task, field: intent.field, scene }), focus };
}

function remember({ projects, scene }: { projects: ProjectLine[]; scene: Scene }): void {
  for (const project of projects) scene.memory.names.projects.set(project.id, project.name);
}

const statuses = { todo: 'still to do', in_progress: 'in progress', done: 'done' } as const;

function sayField({ task, field, scene }: { task: TaskLine; field: AboutTask['field']; scene: Scene }): string {
  const title = bold(task.title);
  const status = task.status === undefined ? 'there, but its status is not known' : statuses[task.status];
  switch (field) {
    case 'due':
      return task.due === undefined
        ? `${title} has no due date.`
        : `${title} is due ${sayDue({ due: task.due, today: scene.now?.day })}.`;
    case 'done':
      return task.status === 'done' ? `Yes, ${title} is done.` : `No, ${title} is ${status}.`;
    case 'status': {
      const late =
        task.due !== undefined && scene.now !== undefined && task.status !== 'done' && task.due.slice(0, 10) < scene.now.day;
      return `${title} is ${status}${late ? ', and overdue' : ''}.`;
    }
    case 'priority':
      return task.priority === undefined ? `The priority of ${title} is not known.` : `${title} has ${task.priority} priority.`;
    case 'assignee':
      return task.assignee?.length
        ? `${title} is assigned to ${joined(task.assignee.map(literal))}.`
        : `Nobody is assigned to ${title}.`;
    case 'project': {
      const name = task.project_id === undefined ? undefined : scene.memory.names.projects.get(task.project_id);
      if (task.project_id === undefined) return `${title} is in no project.`;
      return name === undefined
        ? `${title} is in a project, but I could not find its name.`
        : `${title} is in the project ${bold(name)}.`;
    }
    case 'description':
      return task.description ? `${title}: ${literal(task.description.slice(0, 1_000))}` : `${title} has no description.`;
    case 'id':
      return `The id of ${title} is ${task.id}.`;
    case 'all':
      return taskLine({ task, scene }) + (task.description ? `\n\n${literal(task.description.slice(0, 1_000))}` : '');
    default:
      return exhausted(field);
  }
}
