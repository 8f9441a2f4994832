import { healthSchema, readySchema } from '@adiuva/shared-protocol';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Database } from '#backend/storage/database.ts';
import type { RunJobs } from '#backend/storage/run-jobs.ts';

/** Live, and ready: open to all, and never counted. */
export function registerHealthRoutes({
  app,
  database,
  jobs,
  version,
}: {
  app: FastifyInstance;
  database: Database;
  jobs: Pick<RunJobs, 'isThere'>;
  version: string;
}): void {
  const config = { isOpen: true, rateLimit: false } as const;
  const typed = app.withTypeProvider<ZodTypeProvider>();

  typed.get(
    '/api/v1/health',
    {
      config,
      schema: { tags: ['health'], summary: 'Whether the process answers', security: [], response: { 200: healthSchema } },
    },
    () => ({ status: 'ok' as const, version }),
  );

  typed.get(
    '/api/v1/ready',
    {
      config,
      schema: {
        tags: ['health'],
        summary: 'Whether everything that a request needs answers',
        security: [],
        response: { 200: readySchema, 503: readySchema },
      },
    },
    async (_request, reply) => {
      const [hasDatabase, hasQueue] = await Promise.all([
        database.ping().then(
          () => true,
          () => false,
        ),
        jobs.isThere(),
      ]);
      const part = (isThere: boolean): 'ok' | 'failed' => (isThere ? 'ok' : 'failed');
      const ready = hasDatabase && hasQueue;
      // The bus is in this process.
      return reply.code(ready ? 200 : 503).send({ ready, database: part(hasDatabase), queue: part(hasQueue), bus: 'ok' });
    },
  );
}
