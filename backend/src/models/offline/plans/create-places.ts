import { bold, literal } from '../say/markdown.ts';
import type { Intent } from '../understand/intent.ts';
import { createClientCall, createProjectCall } from './calls.ts';
import { findClient } from './find-place.ts';
import { type Plan, PlanStop, type Reply, type Scene, needOne } from './plan.ts';

type CreateProject = Intent & { kind: 'create-project' };
type CreateClient = Intent & { kind: 'create-client' };

const longestName = 500;

function checkedName({
  name,
  noun,
  example,
  resume,
}: {
  name: string | undefined;
  noun: string;
  example: string;
  resume: (name: string) => Intent;
}): string {
  if (name === undefined || name.length === 0) {
    throw new PlanStop({
      text: `What should the ${noun} be called? For example: “${example}”.`,
      pending: { kind: 'title', resume: ({ title }) => resume(title) },
      stopped: true,
    });
  }
  if (name.length > longestName)
    throw new PlanStop({
      text: `A name may have ${longestName} characters; this one is longer. Nothing was created.`,
      stopped: true,
    });
  return name;
}

/** Creates a project, under its client when one is named; a client that is not there ends it, nothing written. */
export function* createProjectPlan({ intent, scene }: { intent: CreateProject; scene: Scene }): Plan<Reply> {
  const name = checkedName({
    name: intent.name,
    noun: 'project',
    example: 'create a project Website for client Acme',
    resume: (name) => ({ ...intent, name }),
  });
  const client =
    intent.client && (yield* findClient({ place: intent.client, scene, resume: (place) => ({ ...intent, client: place }) }));
  const { project } = yield* needOne(createProjectCall({ name, ...(client && { client_id: client.id }) }));
  return {
    text: `Created the project ${bold(project.name)}${client ? ` for ${bold(client.name)}` : ''}.`,
    focus: { noun: 'project', rows: [project], total: 1 },
  };
}

/** Creates a client, under its parent when one is named. */
export function* createClientPlan({ intent, scene }: { intent: CreateClient; scene: Scene }): Plan<Reply> {
  const name = checkedName({
    name: intent.name,
    noun: 'client',
    example: 'add client Acme in industry design',
    resume: (name) => ({ ...intent, name }),
  });
  const parent =
    intent.parent && (yield* findClient({ place: intent.parent, scene, resume: (place) => ({ ...intent, parent: place }) }));
  const { client } = yield* needOne(
    createClientCall({
      name,
      ...(intent.industry !== undefined && { industry: intent.industry }),
      ...(parent && { parent_id: parent.id }),
    }),
  );
  const facts = [client.industry ? ` (${literal(client.industry)})` : '', parent ? `, part of ${bold(parent.name)}` : ''].join(
    '',
  );
  return { text: `Added the client ${bold(client.name)}${facts}.`, focus: { noun: 'client', rows: [client], total: 1 } };
}
