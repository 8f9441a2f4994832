import { runSteps, runToolResults } from '@adiuva/drizzle/cloud';
import { asc, inArray } from 'drizzle-orm';
import type { ContentKey } from './content-keys.ts';
import type { Sql } from './database.ts';
import type { StepUsage } from './run-repository.ts';

/** One model call's answer, as JSON of whoever stored it. */
export interface StoredStep {
  runId: string;
  step: number;
  content: unknown;
}

export type ToolOutcome = (typeof runToolResults.$inferSelect)['outcome'];

/** What a tool answered the model. */
export interface StoredToolResult {
  runId: string;
  step: number;
  ordinal: number;
  outcome: ToolOutcome;
  content: unknown;
}

export async function insertStep({
  sql,
  key,
  step,
  attempt,
  usage,
  at,
}: {
  sql: Sql;
  key: ContentKey;
  step: StoredStep;
  /** Which try it was that came to this answer, from 1. */
  attempt: number;
  usage: StepUsage;
  at: number;
}): Promise<void> {
  await sql.insert(runSteps).values({
    runId: step.runId,
    step: step.step,
    attempt,
    ...key.seal({ place: `run_steps:${step.runId}:${step.step}`, value: step.content }),
    inputTokens: usage.inputTokens,
    outputTokens: usage.outputTokens,
    createdAt: at,
  });
}

export async function insertToolResult({
  sql,
  key,
  result,
  at,
}: {
  sql: Sql;
  key: ContentKey;
  result: StoredToolResult;
  at: number;
}): Promise<void> {
  const { runId, step, ordinal, outcome, content } = result;
  const sealed = key.seal({ place: `run_tool_results:${runId}:${step}:${ordinal}`, value: content });
  await sql.insert(runToolResults).values({ runId, step, ordinal, outcome, ...sealed, createdAt: at });
}

export async function readSteps({ sql, key, runIds }: { sql: Sql; key: ContentKey; runIds: string[] }): Promise<StoredStep[]> {
  if (runIds.length === 0) return [];
  const rows = await sql.select().from(runSteps).where(inArray(runSteps.runId, runIds)).orderBy(asc(runSteps.step));
  return rows.map(({ runId, step, contentEnc, keyId }) => ({
    runId,
    step,
    content: key.open({ place: `run_steps:${runId}:${step}`, contentEnc, keyId }),
  }));
}

export async function readToolResults({
  sql,
  key,
  runIds,
}: {
  sql: Sql;
  key: ContentKey;
  runIds: string[];
}): Promise<StoredToolResult[]> {
  if (runIds.length === 0) return [];
  const rows = await sql.select().from(runToolResults).where(inArray(runToolResults.runId, runIds));
  return rows.map(({ runId, step, ordinal, outcome, contentEnc, keyId }) => ({
    runId,
    step,
    ordinal,
    outcome,
    content: key.open({ place: `run_tool_results:${runId}:${step}:${ordinal}`, contentEnc, keyId }),
  }));
}
