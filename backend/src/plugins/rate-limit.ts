import rateLimit from '@fastify/rate-limit';
import { loginRequestSchema } from '@adiuva/shared-protocol';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ProblemError } from './problem-details.ts';

const A_MINUTE = 60_000;
const REQUESTS = 600;
const LOG_INS = 10;

/** Log-in: 10 tries a minute per address and account. */
export const logInLimit = {
  max: LOG_INS,
  timeWindow: A_MINUTE,
  hook: 'preHandler',
  keyGenerator: (request: FastifyRequest): string => {
    const body = loginRequestSchema.safeParse(request.body);
    return `log-in ${request.ip} ${body.success ? body.data.email : ''}`;
  },
} as const;

/** Every other route: 600 requests a minute per user; where there is no user, per address. */
export async function registerRateLimit(app: FastifyInstance): Promise<void> {
  await app.register(rateLimit, {
    global: true,
    max: REQUESTS,
    timeWindow: A_MINUTE,
    hook: 'onRequest',
    keyGenerator: (request) => (request.identity ? `user ${request.identity.account.userId}` : `address ${request.ip}`),
    errorResponseBuilder: (_request, { after }) =>
      new ProblemError({
        status: 429,
        code: 'rate_limited',
        detail: `Too many requests. Nothing was done. Try again in ${after}.`,
      }),
  });
}
