import { llmUsageQuerySchema, llmUsageSchema, problemSchema, type LlmUsage } from '@adiuva/shared-protocol';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import type { Clock } from '#backend/clock.ts';
import { identityOf } from '#backend/plugins/auth.ts';
import { ProblemError } from '#backend/plugins/problem-details.ts';
import type { Database } from '#backend/storage/database.ts';
import { isUnknownTimezone, sumModelCalls, type UsageSums } from '#backend/storage/model-call-repository.ts';

type Query = z.output<typeof llmUsageQuerySchema>;

export function registerLlmUsageRoutes({
  app,
  database,
  clock,
}: {
  app: FastifyInstance;
  database: Database;
  clock: Clock;
}): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const problem = problemSchema;

  typed.get(
    '/api/v1/llm/usage',
    {
      schema: {
        tags: ['usage'],
        summary: 'What the user’s model calls used and cost, by day, model, session, run or role',
        querystring: llmUsageQuerySchema,
        response: { 200: llmUsageSchema, 401: problem, 422: problem, 429: problem },
      },
    },
    (request) => read({ ...identityOf(request).account, query: request.query }),
  );

  async function read({ workspaceId, userId, query }: { workspaceId: string; userId: string; query: Query }): Promise<LlmUsage> {
    try {
      const owner = { workspaceId, userId };
      const { items, total } = await sumModelCalls({ sql: database.sql, owner, query, now: clock.now() });
      return { items: items.map(({ key, ...sums }) => ({ key, ...toSums(sums) })), total: toSums(total) };
    } catch (error) {
      throw isUnknownTimezone(error) ? noSuchTimezone() : error;
    }
  }
}

/** One that this runtime knows, and the database does not. */
function noSuchTimezone(): ProblemError {
  const message = 'is no time zone that is known here';
  const detail = 'There is no such time zone. Nothing was summed. Example: Europe/Rome';
  return new ProblemError({ status: 422, code: 'invalid_request', detail, errors: [{ path: 'timezone', message }] });
}

function toSums(sums: UsageSums): LlmUsage['total'] {
  return {
    calls: sums.calls,
    failed_calls: sums.failedCalls,
    input_tokens: sums.inputTokens,
    output_tokens: sums.outputTokens,
    cached_input_tokens: sums.cachedInputTokens,
    reasoning_tokens: sums.reasoningTokens,
    cost_usd: sums.costUsd,
    unpriced_calls: sums.unpricedCalls,
  };
}
