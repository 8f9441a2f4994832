import { healthSchema, readySchema } from '@adiuva/shared-protocol';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Database } from '#backend/storage/database.ts';

/** Live, and ready: open to all, and never counted. */
export function registerHealthRoutes({
  app,
  database,
  version,
}: {
  app: FastifyInstance;
  database: Database;
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
      const part = await database.ping().then(
        () => 'ok' as const,
        () => 'failed' as const,
      );
      // The queue lies on the database, the bus in this process.
      return reply.code(part === 'ok' ? 200 : 503).send({ ready: part === 'ok', database: part, queue: part, bus: 'ok' });
    },
  );
}
