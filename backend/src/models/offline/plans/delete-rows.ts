import type { ProjectLine, TaskLine } from '@adiuva/shared-protocol';
import { sayDeleted } from '../say/deleted.ts';
import type { Intent, Place } from '../understand/intent.ts';
import { deleteProjectCall, deleteTaskCall } from './calls.ts';
import { findProject } from './find-place.ts';
import { findTasks } from './find-tasks.ts';
import { type Plan, type Reply, type Scene, attempt } from './plan.ts';

type DeleteTasks = Intent & { kind: 'delete-tasks' };
type DeleteProjects = Intent & { kind: 'delete-projects' };

/** Deletes tasks: finds each, then asks for all in one step. Nothing is deleted before the device's owner has approved it. */
export function* deleteTasksPlan({ intent, scene }: { intent: DeleteTasks; scene: Scene }): Plan<Reply> {
  const { target } = intent;
  const rows: TaskLine[] = yield* findTasks({
    target,
    scene,
    writes: true,
    fitting: [],
    resume: (chosen) => ({ kind: 'delete-tasks', target: chosen }),
  });
  const outcomes = yield* attempt(rows.map((task) => deleteTaskCall({ task_id: task.id })));
  const { text, stopped } = sayDeleted({
    noun: 'task',
    rows: rows.map((task, index) => ({ name: task.title, outcome: outcomes[index] })),
    scene,
  });
  // The list that was shown still counts for "and the third one"; else what was named last is what was deleted.
  const keepsList = target.kind === 'reference' && target.reference.which === 'places';
  return {
    text,
    ...(!keepsList && { focus: { noun: 'task', rows, total: rows.length } }),
    ...(stopped && { stopped: true }),
  };
}

/** Deletes projects by their names; their tasks stay, without a project. */
export function* deleteProjectsPlan({ intent, scene }: { intent: DeleteProjects; scene: Scene }): Plan<Reply> {
  const { places } = intent;
  const rows: ProjectLine[] = [];
  for (const [index, place] of places.entries()) {
    const resume = (chosen: Place): Intent => ({ kind: 'delete-projects', places: places.with(index, chosen) });
    const row = yield* findProject({ place, scene, resume });
    if (!rows.some(({ id }) => id === row.id)) rows.push(row);
  }
  const outcomes = yield* attempt(rows.map((project) => deleteProjectCall({ project_id: project.id })));
  const { text, stopped } = sayDeleted({
    noun: 'project',
    rows: rows.map((project, index) => ({ name: project.name, outcome: outcomes[index] })),
    scene,
  });
  return { text, focus: { noun: 'project', rows, total: rows.length }, ...(stopped && { stopped: true }) };
}
