import type { FoundPlace } from '../say/described.ts';
import { exhausted } from '../exhausted.ts';
import type { ClientLine, ProjectLine } from '@adiuva/shared-protocol';
import { clientLine, numbered, projectLine } from '../say/rows.ts';
import type { Intent, Place } from '../understand/intent.ts';
import { type ClientList, type ProjectList, listClientsCall, listProjectsCall } from './calls.ts';
import { bestMatches, searchWords } from './names.ts';
import { CallFailed, type Plan, PlanStop, type Scene, attempt, need } from './plan.ts';

interface Search {
  scene: Scene;
  /** What the user wants once the place is known; asked when several answer to the name. */
  resume: (place: Place) => Intent;
}

/** Ends the plan with the question which of these projects is meant. */
export function askProject({ rows, name, resume, scene }: Search & { rows: ProjectLine[]; name: string }): never {
  const lines = rows.map((project) => projectLine({ project, scene }));
  throw new PlanStop({
    text: `${scene.voice.places.several({ noun: 'project', name })}\n\n${numbered(lines)}`,
    focus: { noun: 'project', rows, total: rows.length },
    pending: { kind: 'project', rows, resume: (row) => resume({ kind: 'project-row', row }) },
    stopped: true,
  });
}

function askClient({ rows, name, resume, scene }: Search & { rows: ClientLine[]; name: string }): never {
  const lines = rows.map((client) => clientLine({ client, scene }));
  throw new PlanStop({
    text: `${scene.voice.places.several({ noun: 'client', name })}\n\n${numbered(lines)}`,
    focus: { noun: 'client', rows, total: rows.length },
    pending: { kind: 'client', rows, resume: (row) => resume({ kind: 'client-row', row }) },
    stopped: true,
  });
}

const projectMatches = (list: ProjectList, name: string): { named: ProjectLine[]; exact: boolean } =>
  bestMatches({ rows: list.projects, nameOf: (row) => row.name, called: [name] });
const clientMatches = (list: ClientList, name: string): { named: ClientLine[]; exact: boolean } =>
  bestMatches({ rows: list.clients, nameOf: (row) => row.name, called: [name] });

/** The client of that name; none or several end the plan, nothing written. */
export function* findClient({ place, scene, resume }: Search & { place: Place }): Plan<ClientLine> {
  if (place.kind === 'client-row') return place.row;
  if (place.kind === 'reference') {
    const row = chosen({ rows: scene.memory.clients?.rows, at: place.at });
    if (row) return row;
    throw new PlanStop({ text: scene.voice.places.whichClient(), stopped: true });
  }
  if (place.kind === 'project-row') throw new PlanStop({ text: scene.voice.places.isProject(place.row.name), stopped: true });
  const [list] = yield* need([listClientsCall({ search: searchWords(place.name), limit: 20 })]);
  const { named } = list ? clientMatches(list, place.name) : { named: [] };
  const [row] = named;
  if (row && named.length === 1) return row;
  if (named.length > 1) return askClient({ rows: named, name: place.name, scene, resume });
  throw new PlanStop({ text: scene.voice.places.noClient(place.name), stopped: true });
}

/** The project of that name; none or several end the plan, nothing written. */
export function* findProject({ place, scene, resume }: Search & { place: Place }): Plan<ProjectLine> {
  const found = yield* findPlace({ place, scene, resume });
  if (found?.kind === 'project') return found.row;
  if (found === undefined) {
    const name = 'name' in place ? place.name : '';
    throw new PlanStop({ text: scene.voice.places.noProject(name), stopped: true });
  }
  const outcomes = yield* attempt([listProjectsCall({ client_id: found.row.id, limit: 20 })]);
  const [outcome] = outcomes;
  if (!outcome?.ok) throw new CallFailed(outcome ?? { error: '', code: 'internal' });
  const [only] = outcome.value.projects;
  if (only && outcome.value.total === 1) return only;
  if (only === undefined) {
    throw new PlanStop({ text: scene.voice.places.clientWithoutProject(found.row.name), stopped: true });
  }
  return askProject({ rows: outcome.value.projects, name: found.row.name, scene, resume });
}

/** The project or client that a place means; undefined when none answers to its name. Several end the plan with a question. */
export function* findPlace({ place, scene, resume }: Search & { place: Place }): Plan<FoundPlace | undefined> {
  switch (place.kind) {
    case 'project-row':
      return { kind: 'project', row: place.row };
    case 'client-row':
      return { kind: 'client', row: place.row };
    case 'reference':
      return referred({ place, scene });
    case 'client':
      return { kind: 'client', row: yield* findClient({ place, scene, resume }) };
    case 'project': {
      const [list] = yield* need([listProjectsCall({ search: searchWords(place.name), limit: 20 })]);
      const { named } = list ? projectMatches(list, place.name) : { named: [] };
      const [row] = named;
      if (named.length > 1) return askProject({ rows: named, name: place.name, scene, resume });
      return row && { kind: 'project', row };
    }
    case 'either': {
      const search = { search: searchWords(place.name), limit: 20 };
      const [projects, clients] = yield* attempt<ProjectList | ClientList>([listProjectsCall(search), listClientsCall(search)]);
      if (projects?.ok === false) throw new CallFailed(projects);
      const inProjects =
        projects?.ok && 'projects' in projects.value ? projectMatches(projects.value, place.name) : { named: [], exact: false };
      const inClients =
        clients?.ok && 'clients' in clients.value ? clientMatches(clients.value, place.name) : { named: [], exact: false };
      return either({ inProjects, inClients, name: place.name, scene, resume });
    }
    default:
      return exhausted(place);
  }
}

/** A name that may be a project's or a client's: an exact one counts more; a client of the very name is the wider one. */
function either(
  given: Search & {
    inProjects: { named: ProjectLine[]; exact: boolean };
    inClients: { named: ClientLine[]; exact: boolean };
    name: string;
  },
): FoundPlace | undefined {
  const { inProjects, inClients } = given;
  const useClient = inClients.named.length > 0 && (inClients.exact || (!inProjects.exact && inProjects.named.length === 0));
  if (useClient) {
    const [row] = inClients.named;
    if (inClients.named.length > 1) return askClient({ ...given, rows: inClients.named });
    return row && { kind: 'client', row };
  }
  const [row] = inProjects.named;
  if (inProjects.named.length > 1) return askProject({ ...given, rows: inProjects.named });
  return row && { kind: 'project', row };
}

/** The row at a place of a list, 1 the first, -1 the last; without a place, the only one. */
function chosen<T>({ rows = [], at }: { rows: readonly T[] | undefined; at: number | undefined }): T | undefined {
  if (at === undefined) return rows.length === 1 ? rows[0] : undefined;
  return rows.at(at > 0 ? at - 1 : at);
}

function referred({ place: { noun, at }, scene }: { place: Place & { kind: 'reference' }; scene: Scene }): FoundPlace {
  const { projects, clients, focus } = scene.memory;
  // A checkpoint or a note that was named last stands in the project that was named beside it.
  const last = focus?.noun === 'checkpoint' || focus?.noun === 'note' ? 'project' : focus?.noun;
  const wanted = noun === 'either' ? last : noun;
  const project = chosen({ rows: projects?.rows, at });
  const client = chosen({ rows: clients?.rows, at });
  if (wanted === 'project' && project) return { kind: 'project', row: project };
  if (wanted === 'client' && client) return { kind: 'client', row: client };
  const known = (projects?.rows ?? []).slice(0, 3).map((row) => row.name);
  throw new PlanStop({ text: scene.voice.places.whichPlace({ noun, known }), stopped: true });
}
