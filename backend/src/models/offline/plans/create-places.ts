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
  scene,
  resume,
}: {
  name: string | undefined;
  noun: 'project' | 'client';
  scene: Scene;
  resume: (name: string) => Intent;
}): string {
  const { places } = scene.voice;
  if (name === undefined || name.length === 0) {
    throw new PlanStop({
      text: places.askName(noun),
      pending: { kind: 'title', resume: ({ title }) => resume(title) },
      stopped: true,
    });
  }
  if (name.length > longestName) throw new PlanStop({ text: places.nameTooLong(longestName), stopped: true });
  return name;
}

/** Creates a project, under its client when one is named; a client that is not there ends it, nothing written. */
export function* createProjectPlan({ intent, scene }: { intent: CreateProject; scene: Scene }): Plan<Reply> {
  const name = checkedName({
    name: intent.name,
    noun: 'project',
    scene,
    resume: (name) => ({ ...intent, name }),
  });
  const client =
    intent.client && (yield* findClient({ place: intent.client, scene, resume: (place) => ({ ...intent, client: place }) }));
  const { project } = yield* needOne(createProjectCall({ name, ...(client && { client_id: client.id }) }));
  return {
    text: scene.voice.places.createdProject({ name: project.name, client: client?.name }),
    focus: { noun: 'project', rows: [project], total: 1 },
  };
}

/** Creates a client, under its parent when one is named. */
export function* createClientPlan({ intent, scene }: { intent: CreateClient; scene: Scene }): Plan<Reply> {
  const name = checkedName({
    name: intent.name,
    noun: 'client',
    scene,
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
  const text = scene.voice.places.createdClient({ name: client.name, industry: client.industry, parent: parent?.name });
  return { text, focus: { noun: 'client', rows: [client], total: 1 } };
}
