import { idSchema, runIdSchema, type sessionTraceSchema } from '@adiuva/shared-protocol';
import { z } from 'zod';
import { readStepAnswer, type ToolRequest } from '#backend/agents/index.ts';
import type { ContentKey } from '#backend/storage/content-keys.ts';
import type { SessionAddress } from '#backend/storage/conversation-repository.ts';
import type { Sql } from '#backend/storage/database.ts';
import { readSteps, readToolResults, type StoredToolResult } from '#backend/storage/run-step-repository.ts';
import { listSessionSteps, readToolCallTimes, type SessionStep } from '#backend/storage/session-repository.ts';
import { readCursor, writeCursor } from './page-cursor.ts';

export type SessionTrace = z.infer<typeof sessionTraceSchema>;

/** The place of a tool call: when its run was opened, the run, the step, its ordinal. */
const placeSchema = z.tuple([z.int(), idSchema, z.int32().min(1), z.int().min(0)]);
type Place = z.infer<typeof placeSchema>;

/** Steps that are read at once. */
const BATCH = 100;

/**
 * A session's tool calls in the order in which they were asked for, from what is kept of its runs' steps; not from their
 * events, which go. @throws CursorError
 */
export async function readTraces({
  sql,
  key,
  session,
  turn,
  cursor,
  limit,
}: {
  sql: Sql;
  key: ContentKey;
  session: SessionAddress;
  turn: number | undefined;
  cursor: string | undefined;
  limit: number;
}): Promise<{ items: SessionTrace[]; nextCursor: string | undefined }> {
  let from: Place | undefined = cursor === undefined ? undefined : readCursor({ text: cursor, schema: placeSchema });
  const found: { trace: SessionTrace; place: Place }[] = [];
  while (found.length <= limit) {
    const steps = await listSessionSteps({ sql, session, turn, from: from && toStepPlace(from), limit: BATCH });
    const traces = await readTracesOfSteps({ sql, key, steps });
    // The step at `from` was told up to an ordinal, maybe the last.
    found.push(...traces.filter(({ place }) => !from || comesAfter({ place, other: from })));
    const last = steps.at(-1);
    if (!last || steps.length < BATCH) break;
    from = [last.runCreatedAt, last.runId, last.step, Number.MAX_SAFE_INTEGER];
  }
  const items = found.slice(0, limit);
  const end = found.length > limit ? items.at(-1)?.place : undefined;
  return { items: items.map(({ trace }) => trace), nextCursor: end && writeCursor(end) };
}

function toStepPlace([runCreatedAt, runId, step]: Place): { runCreatedAt: number; runId: string; step: number } {
  return { runCreatedAt, runId, step };
}

function comesAfter({ place, other }: { place: Place; other: Place }): boolean {
  const isSameStep = place[0] === other[0] && place[1] === other[1] && place[2] === other[2];
  return !isSameStep || place[3] > other[3];
}

async function readTracesOfSteps({
  sql,
  key,
  steps,
}: {
  sql: Sql;
  key: ContentKey;
  steps: SessionStep[];
}): Promise<{ trace: SessionTrace; place: Place }[]> {
  const runIds = [...new Set(steps.map(({ runId }) => runId))];
  const [contents, results, times] = await Promise.all([
    readSteps({ sql, key, runIds }),
    readToolResults({ sql, key, runIds }),
    readToolCallTimes({ sql, runIds }),
  ]);
  const contentOf = new Map(contents.map(({ runId, step, content }) => [`${runId}:${step}`, content]));
  const resultOf = new Map(results.map((result) => [`${result.runId}:${result.step}:${result.ordinal}`, result]));
  return steps.flatMap((step) => {
    const content = contentOf.get(`${step.runId}:${step.step}`);
    const calls = content === undefined ? [] : readStepAnswer(content).calls;
    return calls.map((request, ordinal) => {
      const id = `${step.runId}:${step.step}:${ordinal}`;
      const finishedAt = times.finishedAt.get(id);
      const trace: SessionTrace = {
        ...toTrace({ step, ordinal, request, result: resultOf.get(id) }),
        started_at: times.startedAt.get(id) ?? step.createdAt,
        ...(finishedAt === undefined ? {} : { finished_at: finishedAt }),
      };
      return { trace, place: [step.runCreatedAt, step.runId, step.step, ordinal] as Place };
    });
  });
}

const errorSchema = z.object({ error: z.string() });

function toTrace({
  step,
  ordinal,
  request,
  result,
}: {
  step: SessionStep;
  ordinal: number;
  request: ToolRequest;
  result: StoredToolResult | undefined;
}): Omit<SessionTrace, 'started_at'> {
  const failure = result?.outcome === 'ok' ? undefined : errorSchema.safeParse(result?.content).data;
  return {
    run_id: runIdSchema.parse(step.runId),
    turn: step.step,
    ordinal,
    tool: request.name,
    input: request.input,
    ...(result ? { outcome: result.outcome } : {}),
    ...(result?.outcome === 'ok' ? { output: result.content } : {}),
    ...(failure ? { error: failure.error } : {}),
    attempt: step.attempt,
  };
}
