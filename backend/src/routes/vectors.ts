import { embedRequestSchema, embedResultSchema, problemSchema } from '@adiuva/shared-protocol';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { EmbeddingUnavailable, type Embedder, type EmbedRequest, type ModelChoices } from '#backend/models/index.ts';
import { identityOf } from '#backend/plugins/auth.ts';
import { ProblemError } from '#backend/plugins/problem-details.ts';
import { abortedWith } from './aborted-with.ts';

export function registerVectorRoutes({
  app,
  choices,
  embedder,
}: {
  app: FastifyInstance;
  choices: ModelChoices;
  embedder: Embedder;
}): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const problem = problemSchema;

  typed.post(
    '/api/v1/storage/vectors/embed',
    {
      schema: {
        tags: ['vectors'],
        summary: 'Vectors of texts, by the model for that or by the one that is named; nothing is kept but what it cost',
        body: embedRequestSchema,
        response: {
          200: embedResultSchema,
          401: problem,
          409: problem.describe('model_unavailable: no such model, or no key for it'),
          413: problem,
          422: problem,
          429: problem,
          502: problem.describe('model_error: the model did not answer'),
        },
      },
    },
    async (request, reply) => {
      const { workspaceId, userId } = identityOf(request).account;
      const { body } = request;
      const texts = 'texts' in body ? body.texts : [body.text];
      const model = body.model ?? (await choices.of(workspaceId)).roles.embed.model;
      const owner = { workspaceId, userId };
      const vectors = await vectorsOf({ embedder, request: { model, texts, owner, signal: abortedWith(reply) } });
      return 'texts' in body ? { vectors, model } : { vector: vectors[0] ?? [], model };
    },
  );
}

async function vectorsOf({ embedder, request }: { embedder: Embedder; request: EmbedRequest }): Promise<number[][]> {
  try {
    return await embedder.embed(request);
  } catch (error) {
    if (!(error instanceof EmbeddingUnavailable)) throw error;
    const status = error.code === 'model_unavailable' ? 409 : 502;
    throw new ProblemError({ status, code: error.code, detail: `${error.message} No vector was made.` });
  }
}
