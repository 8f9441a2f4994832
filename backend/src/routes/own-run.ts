import { runParamsSchema } from '@adiuva/shared-protocol';
import { ownFirst } from '#backend/plugins/own-first.ts';
import { ProblemError } from '#backend/plugins/problem-details.ts';
import type { RunReader } from '#backend/sessions/index.ts';

const NO_SUCH_RUN = 'You have no such run. Nothing was done. It may have been deleted with its conversation.';

export function noSuchRun(): ProblemError {
  return new ProblemError({ status: 404, code: 'not_found', detail: NO_SUCH_RUN });
}

/** For `preParsing` of the routes of one run. */
export function ownRunFirst(reader: RunReader): ReturnType<typeof ownFirst> {
  return ownFirst({
    params: runParamsSchema,
    isOwn: async ({ params, userId }) => (await reader.find({ userId, runId: params.id })) !== undefined,
    detail: NO_SUCH_RUN,
  });
}
