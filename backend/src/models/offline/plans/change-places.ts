import type { ClientLine, ProjectLine } from '@adiuva/shared-protocol';
import { numbered, projectLine } from '../say/rows.ts';
import { sayDeleted } from '../say/deleted.ts';
import type { ClientChange, Intent, Place } from '../understand/intent.ts';
import { deleteClientCall, listAllProjectsCall, updateClientCall, updateProjectCall } from './calls.ts';
import { askProject, findClient, findProject } from './find-place.ts';
import { bestMatches, searchWords } from './names.ts';
import { type Plan, PlanStop, type Reply, type Scene, attempt, needOne } from './plan.ts';
import { longestTitle, settleWrites } from './write-rows.ts';

type UpdateProjects = Intent & { kind: 'update-projects' };
type UpdateClient = Intent & { kind: 'update-client' };
type DeleteClients = Intent & { kind: 'delete-clients' };

function checkName({ name, noun, scene }: { name: string | undefined; noun: 'project' | 'client'; scene: Scene }): void {
  if (name === undefined || name.length <= longestTitle) return;
  throw new PlanStop({ text: scene.voice.rowFinding.nameTooLong({ noun, most: longestTitle }), stopped: true });
}

/** The project of that name, also where it is archived: to be brought back, it must be found. */
function* findAnyProject({
  place,
  scene,
  resume,
}: {
  place: Place;
  scene: Scene;
  resume: (place: Place) => Intent;
}): Plan<ProjectLine> {
  if (place.kind !== 'project' && place.kind !== 'either') return yield* findProject({ place, scene, resume });
  const list = yield* needOne(listAllProjectsCall({ search: searchWords(place.name), limit: 20 }));
  const { named } = bestMatches({ rows: list.projects, nameOf: (row) => row.name, called: [place.name] });
  const [row, other] = named;
  if (row === undefined) throw new PlanStop({ text: scene.voice.placeChanges.noSuchProject(place.name), stopped: true });
  return other ? askProject({ rows: named, name: place.name, scene, resume }) : row;
}

/** Renames projects, archives them or brings them back, moves them to a client: finds all, then writes in one step. */
export function* updateProjectsPlan({ intent, scene }: { intent: UpdateProjects; scene: Scene }): Plan<Reply> {
  const { places, change } = intent;
  const { placeChanges, rowFinding } = scene.voice;
  checkName({ name: change.name, noun: 'project', scene });
  const rows: ProjectLine[] = [];
  for (const [index, place] of places.entries()) {
    const resume = (chosen: Place): Intent => ({ ...intent, places: places.with(index, chosen) });
    const find = change.status === 'active' ? findAnyProject : findProject;
    const row = yield* find({ place, scene, resume });
    if (!rows.some(({ id }) => id === row.id)) rows.push(row);
  }
  if (change.name !== undefined && rows.length > 1)
    throw new PlanStop({ text: rowFinding.oneNameForMany({ noun: 'project', count: rows.length }), stopped: true });
  const underClient = (chosen: Place): Intent => ({
    ...intent,
    places: rows.map((row) => ({ kind: 'project-row', row })),
    change: { ...change, client: chosen },
  });
  const client = change.client && (yield* findClient({ place: change.client, scene, resume: underClient }));
  if (client) scene.memory.names.clients.set(client.id, client.name);
  const moved = change.client === undefined ? undefined : (client?.id ?? null);
  const wanted = rows.map((row) => ({
    ...(change.name !== undefined && change.name !== row.name && { name: change.name }),
    ...(moved !== undefined && moved !== (row.client_id ?? null) && { client_id: moved }),
    ...(change.status && change.status !== row.status && { status: change.status }),
  }));
  const { now, text, stopped } = yield* settleWrites({
    rows,
    wanted,
    call: (project_id, input) => updateProjectCall({ project_id, ...input }),
    after: ({ project }) => project,
    nameOf: ({ name }) => name,
    said: ({ before, after, wanted: want }) =>
      placeChanges.projectChanges({
        before: before.name,
        after: after.name,
        client: want.client_id === undefined ? undefined : (client?.name ?? null),
        status: want.status,
      }),
    list: (changed) =>
      `${placeChanges.projectsHead({ count: changed.length, status: change.status })}\n\n${numbered(changed.map((project) => projectLine({ project, scene })))}`,
    scene,
  });
  for (const { id, name } of now) scene.memory.names.projects.set(id, name);
  return { text, focus: { noun: 'project', rows: now, total: now.length }, ...(stopped && { stopped: true }) };
}

function* parentOf({
  change,
  client,
  intent,
  scene,
}: {
  change: ClientChange;
  client: ClientLine;
  intent: UpdateClient;
  scene: Scene;
}): Plan<ClientLine | null | undefined> {
  if (!change.parent) return change.parent;
  const resume = (parent: Place): Intent => ({
    ...intent,
    place: { kind: 'client-row', row: client },
    change: { ...change, parent },
  });
  const parent = yield* findClient({ place: change.parent, scene, resume });
  if (parent.id === client.id) throw new PlanStop({ text: scene.voice.placeChanges.ownParent(client.name), stopped: true });
  scene.memory.names.clients.set(parent.id, parent.name);
  return parent;
}

/** Renames a client, says its industry, puts it under another. */
export function* updateClientPlan({ intent, scene }: { intent: UpdateClient; scene: Scene }): Plan<Reply> {
  const { change } = intent;
  checkName({ name: change.name, noun: 'client', scene });
  const client = yield* findClient({ place: intent.place, scene, resume: (place) => ({ ...intent, place }) });
  const parent = yield* parentOf({ change, client, intent, scene });
  const { name, industry } = change;
  const want = {
    ...(name !== undefined && name !== client.name && { name }),
    ...(industry !== undefined && industry !== (client.industry ?? null) && { industry }),
    ...(parent !== undefined && (parent?.id ?? null) !== (client.parent_id ?? null) && { parent_id: parent?.id ?? null }),
  };
  const { now, text, stopped } = yield* settleWrites({
    rows: [client],
    wanted: [want],
    call: (client_id, input) => updateClientCall({ client_id, ...input }),
    after: (written) => written.client,
    nameOf: (row) => row.name,
    said: ({ before, after }) =>
      scene.voice.placeChanges.clientChanges({
        before: before.name,
        after: after.name,
        industry: want.industry,
        parent: want.parent_id === undefined ? undefined : (parent?.name ?? null),
      }),
    list: () => '',
    scene,
  });
  for (const row of now) scene.memory.names.clients.set(row.id, row.name);
  return { text, focus: { noun: 'client', rows: now, total: now.length }, ...(stopped && { stopped: true }) };
}

/** Deletes clients, after the device's owner has approved it; their projects stay, without a client. */
export function* deleteClientsPlan({ intent, scene }: { intent: DeleteClients; scene: Scene }): Plan<Reply> {
  const { places } = intent;
  const rows: ClientLine[] = [];
  for (const [index, place] of places.entries()) {
    const resume = (chosen: Place): Intent => ({ kind: 'delete-clients', places: places.with(index, chosen) });
    const row = yield* findClient({ place, scene, resume });
    if (!rows.some(({ id }) => id === row.id)) rows.push(row);
  }
  const outcomes = yield* attempt(rows.map(({ id }) => deleteClientCall({ client_id: id })));
  const named = rows.map(({ name }, index) => ({ name, outcome: outcomes[index] }));
  const { text, stopped } = sayDeleted({ noun: 'client', rows: named, scene });
  return { text, focus: { noun: 'client', rows, total: rows.length }, ...(stopped && { stopped: true }) };
}
