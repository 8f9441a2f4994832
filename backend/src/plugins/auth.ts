import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AccountError, type Accounts, type Identity } from '#backend/accounts/index.ts';

declare module 'fastify' {
  interface FastifyRequest {
    identity: Identity | undefined;
  }
  interface FastifyContextConfig {
    /** Served without an access token. */
    isOpen?: boolean;
    /** Takes the access token as `?token=` too, for clients that cannot set a header. */
    takesTokenInQuery?: boolean;
  }
}

/** Every route needs an access token unless it is open: the token is looked at before the body. */
export function registerAuth({ app, accounts }: { app: FastifyInstance; accounts: Accounts }): void {
  app.decorateRequest('identity', undefined);
  app.addHook('onRequest', async (request) => {
    if (request.is404 || request.routeOptions.config.isOpen === true) return;
    const token = tokenOf(request);
    request.identity = token === undefined ? undefined : await accounts.identify(token);
    if (!request.identity) throw new AccountError('unauthorized');
  });
}

/** Who asks; only for routes that are not open. */
export function identityOf(request: FastifyRequest): Identity {
  if (!request.identity) throw new AccountError('unauthorized');
  return request.identity;
}

function tokenOf(request: FastifyRequest): string | undefined {
  const header = /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1];
  if (header !== undefined || request.routeOptions.config.takesTokenInQuery !== true) return header;
  const { query } = request;
  const token = typeof query === 'object' && query !== null && 'token' in query ? query.token : undefined;
  return typeof token === 'string' && token !== '' ? token : undefined;
}
