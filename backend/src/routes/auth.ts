import {
  loginRequestSchema,
  logoutRequestSchema,
  meSchema,
  problemSchema,
  refreshRequestSchema,
  registerRequestSchema,
  tokensSchema,
} from '@adiuva/shared-protocol';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Accounts, Tokens } from '#backend/accounts/index.ts';
import { identityOf } from '#backend/plugins/auth.ts';
import { logInLimit } from '#backend/plugins/rate-limit.ts';
import type { Account } from '#backend/storage/account-repository.ts';

/** Enabled agents of a workspace at most, by its tier. */
const BATCH_ACTIVE = { free: 2, pro: 10 } as const;

const toUser = (account: Account): z.infer<typeof meSchema>['user'] => ({
  id: account.userId,
  email: account.email,
  created_at: account.createdAt,
});

const toTokens = ({ account, accessToken, refreshToken }: Tokens): z.infer<typeof tokensSchema> => ({
  user: toUser(account),
  access_token: accessToken,
  refresh_token: refreshToken,
});

export function registerAuthRoutes({ app, accounts }: { app: FastifyInstance; accounts: Accounts }): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const tags = ['auth'];
  const open = { isOpen: true };
  const problem = problemSchema;

  typed.post(
    '/api/v1/auth/register',
    {
      config: open,
      schema: {
        tags,
        summary: 'Make an account',
        security: [],
        body: registerRequestSchema,
        response: { 201: tokensSchema, 403: problem, 409: problem, 422: problem, 429: problem },
      },
    },
    async (request, reply) => reply.code(201).send(toTokens(await accounts.register(request.body))),
  );

  typed.post(
    '/api/v1/auth/login',
    {
      config: { ...open, rateLimit: logInLimit },
      schema: {
        tags,
        summary: 'Log in',
        security: [],
        body: loginRequestSchema,
        response: { 200: tokensSchema, 401: problem, 422: problem, 429: problem },
      },
    },
    (request) => accounts.logIn(request.body).then(toTokens),
  );

  typed.post(
    '/api/v1/auth/refresh',
    {
      config: open,
      schema: {
        tags,
        summary: 'Turn a refresh token into new tokens; it is good for one use',
        security: [],
        body: refreshRequestSchema,
        response: { 200: tokensSchema, 401: problem, 422: problem, 429: problem },
      },
    },
    (request) => accounts.refresh(request.body.refresh_token).then(toTokens),
  );

  typed.post(
    '/api/v1/auth/logout',
    {
      schema: {
        tags,
        summary: 'Revoke the log-in; its sockets are closed',
        body: logoutRequestSchema.nullish(),
        response: { 204: z.null().describe('Logged out'), 401: problem, 422: problem, 429: problem },
      },
    },
    async (request, reply) => {
      await accounts.logOut({ identity: identityOf(request), refreshToken: request.body?.refresh_token });
      return reply.code(204).send(null);
    },
  );

  typed.get(
    '/api/v1/auth/me',
    { schema: { tags, summary: 'Who is logged in', response: { 200: meSchema, 401: problem, 429: problem } } },
    (request) => {
      const { account } = identityOf(request);
      return { user: toUser(account), tier: account.tier, limits: { batch_active: BATCH_ACTIVE[account.tier] } };
    },
  );
}
