import type { TableName } from '@adiuva/shared-protocol';
import type { Intent } from '../understand/intent.ts';
import { askWhich } from './ask-which.ts';
import { navigateToCall, openItemCall } from './calls.ts';
import { findPlace } from './find-place.ts';
import { findTasks } from './find-tasks.ts';
import { type Plan, PlanStop, type Reply, type Scene, needOne } from './plan.ts';

/** Shows a screen of the app. */
export function* navigatePlan({
  intent: { screen },
  scene,
}: {
  intent: Intent & { kind: 'navigate' };
  scene: Scene;
}): Plan<Reply> {
  yield* needOne(navigateToCall({ screen }));
  return { text: scene.voice.app.shown(screen) };
}

/** Opens one task in the app: the one that is meant, or none. */
export function* openTaskPlan({ intent, scene }: { intent: Intent & { kind: 'open-task' }; scene: Scene }): Plan<Reply> {
  const search = {
    scene,
    writes: false,
    fitting: [],
    resume: (target: typeof intent.target): Intent => ({ kind: 'open-task', target }),
  };
  const rows = yield* findTasks({ target: intent.target, ...search });
  const [task] = rows;
  if (task === undefined) return { text: scene.voice.finding.nothingSuch(), stopped: true };
  if (rows.length > 1) return askWhich({ rows, total: rows.length, intro: scene.voice.app.oneAtATime(), search });
  yield* open({ table: 'tasks', id: task.id });
  return { text: scene.voice.app.opened({ noun: 'task', name: task.title }), focus: { noun: 'task', rows: [task], total: 1 } };
}

/** Opens one project or client in the app. */
export function* openPlacePlan({ intent, scene }: { intent: Intent & { kind: 'open-place' }; scene: Scene }): Plan<Reply> {
  const { place } = intent;
  const found = yield* findPlace({ place, scene, resume: (chosen) => ({ kind: 'open-place', place: chosen }) });
  if (found === undefined) {
    const name = 'name' in place ? place.name : '';
    throw new PlanStop({ text: scene.voice.places.noProjectToOpen(name), stopped: true });
  }
  yield* open({ table: found.kind === 'project' ? 'projects' : 'clients', id: found.row.id });
  const text = scene.voice.app.opened({ noun: found.kind, name: found.row.name });
  return found.kind === 'project'
    ? { text, focus: { noun: 'project', rows: [found.row], total: 1 } }
    : { text, focus: { noun: 'client', rows: [found.row], total: 1 } };
}

function* open(item: { table: TableName; id: string }): Plan<void> {
  yield* needOne(openItemCall(item));
}
