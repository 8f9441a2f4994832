import {
  modelsSchema,
  modelsUpdateSchema,
  modelTestResultSchema,
  modelTestSchema,
  problemSchema,
  type ModelsUpdate,
  type ModelsView,
  type Problem,
} from '@adiuva/shared-protocol';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Clock } from '#backend/clock.ts';
import {
  describeModels,
  isModelName,
  isOnThisMachine,
  makesVectors,
  tryModel,
  type Embedder,
  type ModelChoices,
  type ModelMeter,
} from '#backend/models/index.ts';
import { identityOf } from '#backend/plugins/auth.ts';
import { ProblemError } from '#backend/plugins/problem-details.ts';
import type { Audit } from '#backend/storage/audit-repository.ts';
import { abortedWith } from './aborted-with.ts';

export interface ModelRoutePowers {
  choices: ModelChoices;
  embedder: Embedder;
  meter: ModelMeter;
  audit: Audit;
  clock: Clock;
  /** One person's backend, on their own machine: it may ask a server there that they name. */
  isOwnMachine: boolean;
}

export function registerModelRoutes({ app, powers }: { app: FastifyInstance; powers: ModelRoutePowers }): void {
  const { choices, embedder, meter, audit, clock, isOwnMachine } = powers;
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const tags = ['models'];
  const problem = problemSchema;
  const problems = { 401: problem, 422: problem, 429: problem };

  async function change({
    workspaceId,
    userId,
    update,
  }: {
    workspaceId: string;
    userId: string;
    update: ModelsUpdate;
  }): Promise<ModelsView> {
    const errors = faultsOf({ update, isOwnMachine });
    if (errors.length > 0) {
      const detail = `${errors.map(({ message }) => message).join(' ')} Nothing was changed.`;
      throw new ProblemError({ status: 422, code: 'invalid_request', detail, errors });
    }
    const { roles = {}, keys = {}, local_base_url: localBaseUrl } = update;
    const models = await choices.change({
      workspaceId,
      change: { roles, keys, ...(localBaseUrl === undefined ? {} : { localBaseUrl }) },
    });
    for (const [provider, key] of Object.entries(keys)) {
      await audit.record({ event: 'model_key_changed', userId, detail: { provider, is_set: key !== null } });
    }
    return describeModels(models);
  }

  typed.get(
    '/api/v1/models',
    {
      schema: {
        tags,
        summary: 'Which model is used for what, which keys there are, and which models can be chosen',
        response: { 200: modelsSchema, 401: problem, 429: problem },
      },
    },
    (request) => choices.of(identityOf(request).account.workspaceId).then(describeModels),
  );

  typed.put(
    '/api/v1/models',
    {
      schema: {
        tags,
        summary: 'Choose models and give keys: what is named is set, null takes it away; a key is never shown again',
        body: modelsUpdateSchema,
        response: { 200: modelsSchema, ...problems },
      },
    },
    (request) => change({ ...identityOf(request).account, update: request.body }),
  );

  typed.post(
    '/api/v1/models/test',
    {
      schema: {
        tags,
        summary: 'Ask a model one short question, or for one vector, and tell what came of it',
        body: modelTestSchema,
        response: { 200: modelTestResultSchema, ...problems },
      },
    },
    async (request, reply) => {
      const { workspaceId, userId } = identityOf(request).account;
      const { model: name, role = 'chat' } = request.body;
      const models = await choices.of(workspaceId);
      const owner = { workspaceId, userId };
      return tryModel({ name, role, owner, models, embedder, meter, clock, signal: abortedWith(reply) });
    },
  );
}

type Fault = NonNullable<Problem['errors']>[number];

function faultsOf({ update, isOwnMachine }: { update: ModelsUpdate; isOwnMachine: boolean }): Fault[] {
  const faults = Object.entries(update.roles ?? {}).flatMap(([role, name]): Fault[] => {
    if (name === null) return [];
    if (!isModelName(name)) {
      const message =
        'A model is offline:rules, or a provider (openai, anthropic, deepseek, local), a colon and its name of the model.';
      return [{ path: `roles.${role}`, message }];
    }
    if (role !== 'embed' || makesVectors(name)) return [];
    return [{ path: 'roles.embed', message: 'This provider makes no vectors of texts: choose one of openai or local.' }];
  });
  const address = addressFault({ url: update.local_base_url, isOwnMachine });
  return address === undefined ? faults : [...faults, { path: 'local_base_url', message: address }];
}

/**
 * Whatever a backend can reach, whoever may name an address could reach through it: strangers name none. On one's own machine it
 * is one of this machine, since what is called local there is taken for something that does not leave it.
 */
function addressFault({ url, isOwnMachine }: { url: string | null | undefined; isOwnMachine: boolean }): string | undefined {
  if (url === undefined || url === null) return undefined;
  if (!isOwnMachine) return 'Whoever runs this backend says where its local models are, by LOCAL_LLM_BASE_URL.';
  const { username = '', password = '', search = '', hash = '' } = URL.parse(url) ?? {};
  if (username + password + search + hash !== '') {
    return 'An address has no name, no password and no query: a key goes into keys.local.';
  }
  if (isOnThisMachine({ baseUrl: url })) return undefined;
  return 'This address is not on this machine. One elsewhere goes into LOCAL_LLM_BASE_URL, since what leaves this machine is not local.';
}
