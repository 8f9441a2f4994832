import {
  idSchema,
  problemSchema,
  resumedRunSchema,
  resumeRunRequestSchema,
  runParamsSchema,
  type Problem,
} from '@adiuva/shared-protocol';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import { identityOf } from '#backend/plugins/auth.ts';
import { ProblemError } from '#backend/plugins/problem-details.ts';
import type { ApprovalDecision, DecisionOutcome, Runs } from '#backend/runs/index.ts';
import type { RunReader } from '#backend/sessions/index.ts';
import { noSuchRun, ownRunFirst } from './own-run.ts';

type Answer = z.infer<typeof resumeRunRequestSchema>['approvals'][number];
type Outcome = { approvalId: string } & DecisionOutcome;
type Told = z.infer<typeof resumedRunSchema>['approvals'][number];

/** The user's word on tools that the backend runs after approval. The first answer of each counts. */
export function registerResumeRoute({
  app,
  runs,
  reader,
}: {
  app: FastifyInstance;
  runs: Pick<Runs, 'decideForUser'>;
  reader: RunReader;
}): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const problem = problemSchema;

  typed.post(
    '/api/v1/agent/runs/:id/resume',
    {
      preParsing: ownRunFirst(reader),
      schema: {
        tags: ['runs'],
        summary: 'Answer what a run asks: approve, edit or reject; it goes on by itself',
        params: runParamsSchema,
        body: resumeRunRequestSchema,
        response: { 202: resumedRunSchema, 401: problem, 404: problem, 409: problem, 422: problem, 429: problem },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const decisions = request.body.approvals.map(toDecision);
      const outcomes = await runs.decideForUser({ userId: identityOf(request).account.userId, runId: id, decisions });
      if (outcomes === 'unknown_run') throw noSuchRun();
      if (outcomes.every(({ outcome }) => outcome !== 'accepted')) throw toProblem(outcomes);
      return reply.code(202).send({ run_id: id, approvals: outcomes.map(toTold) });
    },
  );
}

function toDecision({ approval_id: approvalId, decision, input, reason }: Answer): ApprovalDecision {
  return { approvalId, decision, input: input ?? undefined, reason: reason ?? undefined };
}

const CODES = {
  already_answered: 'already_answered',
  unknown: 'not_found',
  device_only: 'device_only',
  invalid: 'invalid_data',
} as const;

function toTold(outcome: Outcome): Told {
  return {
    approval_id: idSchema.parse(outcome.approvalId),
    ...('status' in outcome ? { status: outcome.status } : {}),
    ...(outcome.outcome === 'accepted' ? {} : { code: CODES[outcome.outcome] }),
    ...(outcome.outcome === 'invalid' ? { errors: outcome.errors } : {}),
  };
}

/** Of a request of which nothing was taken: what its sender can do about it counts first. */
function toProblem(outcomes: Outcome[]): ProblemError {
  const errors = outcomes.flatMap((outcome, index) => faultsOf({ outcome, index }));
  if (errors.length > 0) {
    const isDevice = outcomes.some(({ outcome }) => outcome === 'device_only');
    const detail = isDevice
      ? 'A call to the device is approved or rejected on that device only. Nothing was decided. Open the app there.'
      : 'The answer does not fit what is asked. Nothing was decided; it goes on waiting. Correct it and send it again.';
    return new ProblemError({ status: 422, code: 'invalid_request', detail, errors });
  }
  if (outcomes.some(({ outcome }) => outcome === 'unknown')) {
    const detail = 'This run asks for no such approval. Nothing was decided.';
    return new ProblemError({ status: 404, code: 'not_found', detail });
  }
  const detail = 'This was answered before, or its time was over. The first answer counts; nothing was changed.';
  return new ProblemError({ status: 409, code: 'already_answered', detail });
}

function faultsOf({ outcome, index }: { outcome: Outcome; index: number }): NonNullable<Problem['errors']> {
  const place = `approvals.${index}`;
  switch (outcome.outcome) {
    case 'invalid':
      return outcome.errors.map(({ path, message }) => ({ path: `${place}.${path}`, message }));
    case 'device_only':
      return [{ path: `${place}.approval_id`, message: 'is a call to the device, which is answered there only' }];
    case 'accepted':
    case 'already_answered':
    case 'unknown':
      return [];
    default:
      return outcome satisfies never;
  }
}
