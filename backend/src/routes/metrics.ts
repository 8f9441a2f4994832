import { timingSafeEqual, createHash } from 'node:crypto';
import { isIP } from 'node:net';
import { problemSchema } from '@adiuva/shared-protocol';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { CONTENT_TYPE, type Metrics } from '#backend/metrics/index.ts';
import { ProblemError } from '#backend/plugins/problem-details.ts';

/** Headers by which a proxy tells that the request is another's. */
const PROXIED = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];

/** What Prometheus reads: from this machine, or by whoever shows the metrics token. Never counted. */
export function registerMetricsRoute({
  app,
  metrics,
  token,
}: {
  app: FastifyInstance;
  metrics: Pick<Metrics, 'write'>;
  /** Absent: this machine alone. */
  token: string | undefined;
}): void {
  app.withTypeProvider<ZodTypeProvider>().get(
    '/api/v1/metrics',
    {
      config: { isOpen: true, rateLimit: false },
      schema: {
        tags: ['health'],
        summary: 'What this process does, for Prometheus: from its own machine, or with the metrics token as bearer',
        security: [],
        response: { 200: z.string().describe('The text format of Prometheus'), 401: problemSchema },
      },
    },
    async (request, reply) => {
      if (!isFromHere(request) && !shows({ request, token })) {
        const detail =
          'Metrics are told to this machine, or to whoever shows the backend’s metrics token (ADIUVA_METRICS_TOKEN).';
        throw new ProblemError({ status: 401, code: 'unauthorized', detail });
      }
      reply.header('content-type', CONTENT_TYPE).serializer(String);
      return metrics.write();
    },
  );
}

/** Behind a proxy every request comes from this machine: one that was passed on is not taken for that. */
function isFromHere(request: FastifyRequest): boolean {
  const ip = request.socket.remoteAddress ?? '';
  const isLoopback = ip === '::1' || /^(::ffff:)?127\./.test(ip);
  return isLoopback && isIP(ip) > 0 && PROXIED.every((name) => request.headers[name] === undefined);
}

function shows({ request, token }: { request: FastifyRequest; token: string | undefined }): boolean {
  const shown = /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined || shown === undefined) return false;
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(shown), digest(token));
}
