import type { TaskLine, TaskPriority, TaskStatus } from '@adiuva/shared-protocol';
import { addDays } from '../dates/calendar.ts';
import { sayUpdated } from '../say/updated.ts';
import type { Intent, Place, TaskChange } from '../understand/intent.ts';
import { updateTaskCall } from './calls.ts';
import { dueDay } from './due-range.ts';
import { findProject } from './find-place.ts';
import { findTasks } from './find-tasks.ts';
import { type Plan, PlanStop, type Reply, type Scene, attempt } from './plan.ts';

/** The longest title that the tools take. */
const longestTitle = 500;

type UpdateTasks = Intent & { kind: 'update-tasks' };

/** Which statuses fit a change: what is to be completed is not done yet, what is to be reopened is. */
function fitting({ status }: TaskChange): readonly TaskStatus[] {
  if (status === 'todo') return ['done', 'in_progress'];
  return status === 'in_progress' ? ['todo'] : ['todo', 'in_progress'];
}

const levels: readonly TaskPriority[] = ['low', 'medium', 'high'];

function priorityOf({ change, task }: { change: TaskChange; task: TaskLine }): TaskPriority | undefined {
  if (change.priority !== 'raise' && change.priority !== 'lower') return change.priority;
  const at = levels.indexOf(task.priority ?? 'medium') + (change.priority === 'raise' ? 1 : -1);
  return levels[Math.max(0, Math.min(2, at))];
}

function dueOf({ change, task, scene }: { change: TaskChange; task: TaskLine; scene: Scene }): string | null | undefined {
  if (change.due === null) return null;
  if (change.due) {
    const day = dueDay({ due: change.due, scene });
    return day;
  }
  if (!change.shift) return undefined;
  const from = task.due ?? scene.now?.day;
  if (from === undefined) throw new PlanStop({ text: scene.voice.updated.nothingToCountFrom(task.title), stopped: true });
  const time = from.slice(10);
  return addDays({ day: from.slice(0, 10), count: change.shift.count, unit: change.shift.unit }) + time;
}

/** Changes tasks: finds each by its name, looks up the project that it is to go to, then writes all in one step. */
export function* updateTasksPlan({ intent, scene }: { intent: UpdateTasks; scene: Scene }): Plan<Reply> {
  const { change } = intent;
  if (change.title !== undefined && change.title.length > longestTitle)
    throw new PlanStop({ text: scene.voice.updated.titleTooLong(longestTitle), stopped: true });
  const rows = yield* findTasks({
    target: intent.target,
    scene,
    writes: true,
    fitting: fitting(change),
    resume: (target) => ({ ...intent, target }),
  });
  if (change.title !== undefined && rows.length > 1)
    throw new PlanStop({ text: scene.voice.updated.oneTitleForMany(rows.length), stopped: true });
  const resume = (place: Place): Intent => ({
    kind: 'update-tasks',
    target: { kind: 'rows', rows },
    change: { ...change, place },
  });
  const project = change.place ? yield* findProject({ place: change.place, scene, resume }) : undefined;
  if (project) scene.memory.names.projects.set(project.id, project.name);
  const wanted = rows.map((task) => {
    const priority = priorityOf({ change, task });
    const due = dueOf({ change, task, scene });
    return {
      ...(change.title !== undefined && { title: change.title }),
      ...(change.status && { status: change.status }),
      ...(priority && { priority }),
      ...(due !== undefined && { due_date: due }),
      ...(project && { project_id: project.id }),
      ...(change.place === null && { project_id: null }),
      ...(change.assignee && { assignee: change.assignee }),
      ...(change.description !== undefined && { description: change.description }),
    };
  });
  const already = rows.filter((task, index) => isAlready({ task, wanted: wanted[index] ?? {} }));
  const todo = rows.flatMap((task, index) => (already.includes(task) ? [] : [{ task, input: wanted[index] ?? {} }]));
  const outcomes = yield* attempt(todo.map(({ task, input }) => updateTaskCall({ task_id: task.id, ...input })));
  const updated = outcomes.flatMap((outcome, index) => {
    const before = todo[index]?.task;
    return outcome.ok && before ? [{ before, after: outcome.value.task }] : [];
  });
  const failures = outcomes.flatMap((outcome, index) =>
    outcome.ok ? [] : [`${scene.voice.rows.name(todo[index]?.task.title ?? '')}: ${scene.voice.faults.failed(outcome)}`],
  );
  const now = rows.map((task) => updated.find(({ before }) => before.id === task.id)?.after ?? task);
  return {
    text: [sayUpdated({ updated, already, change, project, scene }), failures.join('\n\n')]
      .filter((text) => text.length > 0)
      .join('\n\n'),
    focus: { noun: 'task', rows: now, total: now.length },
    ...(failures.length > 0 && { stopped: true }),
  };
}

/** Whether a task is already as it is to be: then nothing is written. */
function isAlready({ task, wanted }: { task: TaskLine; wanted: Record<string, unknown> }): boolean {
  const have: Record<string, unknown> = {
    title: task.title,
    status: task.status,
    priority: task.priority,
    due_date: task.due ?? null,
    project_id: task.project_id ?? null,
    assignee: task.assignee ?? [],
    description: task.description ?? null,
  };
  return Object.entries(wanted).every(([field, value]) => field in have && JSON.stringify(have[field]) === JSON.stringify(value));
}
