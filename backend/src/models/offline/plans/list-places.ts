import type { ProjectLine } from '@adiuva/shared-protocol';
import { bold, counted, quoted } from '../say/markdown.ts';
import { clientLine, numbered, projectLine, remainder } from '../say/rows.ts';
import type { Intent } from '../understand/intent.ts';
import { listClientsCall, listProjectsCall, shownRows } from './calls.ts';
import { findClient } from './find-place.ts';
import { type Plan, type Reply, type Scene, needOne } from './plan.ts';

type ListProjects = Intent & { kind: 'list-projects' };
type ListClients = Intent & { kind: 'list-clients' };

/** Archived projects have no filter of their own in the tool: so many are read to find them. */
const readToSift = 500;

export function* listProjectsPlan({ intent, scene }: { intent: ListProjects; scene: Scene }): Plan<Reply> {
  const client =
    intent.client && (yield* findClient({ place: intent.client, scene, resume: (place) => ({ ...intent, client: place }) }));
  const limit = intent.archived ? readToSift : intent.amount === 'count' ? 0 : shownRows;
  const list = yield* needOne(
    listProjectsCall({
      ...(client && { client_id: client.id }),
      ...(intent.search !== undefined && { search: intent.search }),
      ...(intent.archived && { include_archived: true }),
      limit,
    }),
  );
  const archived = list.projects.filter((project) => project.status === 'archived');
  const [rows, total]: [ProjectLine[], number] = intent.archived
    ? [archived.slice(0, shownRows), archived.length]
    : [list.projects, list.total];
  const tail = `${client ? ` for ${bold(client.name)}` : ''}${intent.search === undefined ? '' : ` that match ${quoted(intent.search)}`}`;
  const noun = intent.archived ? 'archived project' : 'project';
  const focus = { noun: 'project', rows, total } as const;
  if (intent.amount === 'count') return { text: `You have ${counted(total, noun)}${tail}.`, focus };
  if (total === 0)
    return {
      text: `You have no ${noun}s${tail}.${tail === '' && !intent.archived ? ' Make the first with “create a project Website”.' : ''}`,
      focus,
    };
  const lines = rows.map((project) => projectLine({ project, names: scene.memory.names }));
  return {
    text: `You have ${counted(total, noun)}${tail}:\n\n${numbered(lines)}${remainder({ total, shown: rows.length })}`,
    focus,
  };
}

export function* listClientsPlan({ intent, scene }: { intent: ListClients; scene: Scene }): Plan<Reply> {
  const list = yield* needOne(
    listClientsCall({
      ...(intent.search !== undefined && { search: intent.search }),
      limit: intent.amount === 'count' ? 0 : shownRows,
    }),
  );
  const { clients: rows, total } = list;
  const tail = intent.search === undefined ? '' : ` that match ${quoted(intent.search)}`;
  const focus = { noun: 'client', rows, total } as const;
  if (intent.amount === 'count') return { text: `You have ${counted(total, 'client')}${tail}.`, focus };
  if (total === 0)
    return {
      text: `You have no clients${tail}.${tail === '' ? ' Add the first with “add client Acme in industry design”.' : ''}`,
      focus,
    };
  const lines = rows.map((client) => clientLine({ client, names: scene.memory.names }));
  return {
    text: `You have ${counted(total, 'client')}${tail}:\n\n${numbered(lines)}${remainder({ total, shown: rows.length })}`,
    focus,
  };
}
