import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { identityOf } from './auth.ts';
import { ProblemError } from './problem-details.ts';

/**
 * Asks whether what an address names is the asker's, before anything of the body is read: whatever a stranger sends, there
 * is nothing here for them. For a route's `preParsing`, when the asker is known and counted. `detail`: the sentence of the 404.
 */
export function ownFirst<Params>({
  params,
  isOwn,
  detail,
}: {
  params: z.ZodType<Params>;
  isOwn: (request: { params: Params; userId: string; workspaceId: string }) => Promise<boolean>;
  detail: string;
}): (request: FastifyRequest) => Promise<void> {
  return async (request) => {
    const parsed = params.safeParse(request.params);
    if (!parsed.success) {
      const errors = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
      throw new ProblemError({
        status: 422,
        code: 'invalid_request',
        detail: 'No id looks like this. Nothing was done.',
        errors,
      });
    }
    const { userId, workspaceId } = identityOf(request).account;
    if (!(await isOwn({ params: parsed.data, userId, workspaceId }))) {
      throw new ProblemError({ status: 404, code: 'not_found', detail });
    }
  };
}
