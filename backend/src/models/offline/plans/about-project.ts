import { checkpointLineSchema, getProject } from '@adiuva/shared-protocol';
import { z } from 'zod';
import type { Intent } from '../understand/intent.ts';
import { getProjectCall, listClientsCall, listTasksCall } from './calls.ts';
import { findProject } from './find-place.ts';
import { type Plan, type PlannedCall, type Reply, type Scene, type TypedCall, attempt, need } from './plan.ts';
import { listCheckpointsCall, listNotesCall } from './row-calls.ts';
import { checkpointKind } from './row-kinds.ts';

/** What each of these calls answers, as far as it is told: they are made together, in one step. */
const toldSchema = z.object({
  total: z.number().optional(),
  checkpoints: z.array(checkpointLineSchema).optional(),
  project: getProject.output.shape.project.optional(),
});

const told = ({ tool, input }: PlannedCall): TypedCall<z.infer<typeof toldSchema>> => ({ tool, input, output: toldSchema });

/** Clients have no call for one id: so many are read to find its name. */
const clientsRead = 200;

/** Tells about one project: whose it is, how much is in it, what comes next. */
export function* aboutProjectPlan({ intent, scene }: { intent: Intent & { kind: 'about-project' }; scene: Scene }): Plan<Reply> {
  const resume = (place: typeof intent.place): Intent => ({ ...intent, place });
  const found = yield* findProject({ place: intent.place, scene, resume });
  const project_id = found.id;
  const today = scene.now?.day;
  const [whole, tasks, todo, doing, checkpoints, notes, coming] = yield* need([
    told(getProjectCall({ project_id })),
    told(listTasksCall({ project_id, limit: 0 })),
    told(listTasksCall({ project_id, status: 'todo', limit: 0 })),
    told(listTasksCall({ project_id, status: 'in_progress', limit: 0 })),
    told(listCheckpointsCall({ project_id, limit: 0 })),
    told(listNotesCall({ project_id, limit: 0 })),
    ...(today === undefined ? [] : [told(listCheckpointsCall({ project_id, date_from: today, order_by: 'date', limit: 1 }))]),
  ]);
  const project = whole?.project ?? found;
  const { clients } = scene.memory.names;
  if (project.client_id !== undefined && !clients.has(project.client_id)) {
    const [list] = yield* attempt([listClientsCall({ limit: clientsRead })]);
    if (list?.ok) for (const { id, name } of list.value.clients) clients.set(id, name);
  }
  const [next] = coming?.checkpoints ?? [];
  const { ai_summary: summary, ...row } = { ai_summary: undefined, ...project };
  return {
    text: scene.voice.placeChanges.describe({
      name: row.name,
      client: row.client_id === undefined ? undefined : clients.get(row.client_id),
      archived: row.status === 'archived',
      tasks: tasks?.total ?? 0,
      open: (todo?.total ?? 0) + (doing?.total ?? 0),
      checkpoints: checkpoints?.total ?? 0,
      next: next && checkpointKind.line({ row: { ...next, project_id: undefined }, scene }),
      notes: notes?.total ?? 0,
      summary,
    }),
    focus: { noun: 'project', rows: [row], total: 1 },
  };
}
