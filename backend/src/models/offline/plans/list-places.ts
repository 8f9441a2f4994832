import type { ProjectLine } from '@adiuva/shared-protocol';
import { clientLine, numbered, projectLine } from '../say/rows.ts';
import type { Intent } from '../understand/intent.ts';
import { listAllProjectsCall, listClientsCall, listProjectsCall, shownRows } from './calls.ts';
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
  const by = { ...(intent.search !== undefined && { search: intent.search }), limit };
  const also = intent.archived || intent.all;
  const list = yield* needOne(
    also && !client
      ? listAllProjectsCall(by)
      : listProjectsCall({ ...(client && { client_id: client.id }), ...(also && { include_archived: true }), ...by }),
  );
  const archived = list.projects.filter((project) => project.status === 'archived');
  const [rows, total]: [ProjectLine[], number] = intent.archived
    ? [archived.slice(0, shownRows), archived.length]
    : [list.projects, list.total];
  const { voice } = scene;
  const asked = { noun: 'project', archived: intent.archived, client: client?.name, search: intent.search } as const;
  const focus = { noun: 'project', rows, total } as const;
  if (intent.amount === 'count') return { text: voice.places.counts({ ...asked, total }), focus };
  if (total === 0) return { text: voice.places.nothing(asked), focus };
  const lines = rows.map((project) => projectLine({ project, scene }));
  const more = voice.rows.remainder({ total, shown: rows.length });
  return { text: `${voice.places.head({ ...asked, total })}\n\n${numbered(lines)}${more}`, focus };
}

export function* listClientsPlan({ intent, scene }: { intent: ListClients; scene: Scene }): Plan<Reply> {
  const list = yield* needOne(
    listClientsCall({
      ...(intent.search !== undefined && { search: intent.search }),
      limit: intent.amount === 'count' ? 0 : shownRows,
    }),
  );
  const { clients: rows, total } = list;
  const { voice } = scene;
  const asked = { noun: 'client', search: intent.search } as const;
  const focus = { noun: 'client', rows, total } as const;
  if (intent.amount === 'count') return { text: voice.places.counts({ ...asked, total }), focus };
  if (total === 0) return { text: voice.places.nothing(asked), focus };
  const lines = rows.map((client) => clientLine({ client, scene }));
  const more = voice.rows.remainder({ total, shown: rows.length });
  return { text: `${voice.places.head({ ...asked, total })}\n\n${numbered(lines)}${more}`, focus };
}
