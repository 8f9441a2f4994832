import { exhausted } from '../exhausted.ts';
import type { ProjectLine, TaskLine } from '@adiuva/shared-protocol';
import { literal } from '../say/markdown.ts';
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
  if (task === undefined) return { text: scene.voice.finding.nothingSuch() };
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

function sayField({ task, field, scene }: { task: TaskLine; field: AboutTask['field']; scene: Scene }): string {
  const { about } = scene.voice;
  const today = scene.now?.day;
  switch (field) {
    case 'due':
      return about.due({ task, today });
    case 'done':
      return about.done(task);
    case 'status': {
      const late = task.due !== undefined && today !== undefined && task.status !== 'done' && task.due.slice(0, 10) < today;
      return about.status({ task, late });
    }
    case 'priority':
      return about.priority(task);
    case 'assignee':
      return about.assignee(task);
    case 'project':
      return about.project({
        task,
        name: task.project_id === undefined ? undefined : scene.memory.names.projects.get(task.project_id),
      });
    case 'description':
      return task.description
        ? `${scene.voice.rows.name(task.title)}: ${literal(task.description.slice(0, 1_000))}`
        : about.noDescription(task);
    case 'id':
      return about.id(task);
    case 'all':
      return taskLine({ task, scene }) + (task.description ? `\n\n${literal(task.description.slice(0, 1_000))}` : '');
    default:
      return exhausted(field);
  }
}
