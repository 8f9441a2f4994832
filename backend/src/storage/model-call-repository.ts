import { modelCalls } from '@adiuva/drizzle/cloud';
import type { llmUsageQuerySchema, UsageGroup } from '@adiuva/shared-protocol';
import { and, eq, gte, sql as statement, type SQL } from 'drizzle-orm';
import type { z } from 'zod';
import type { SessionAddress } from './conversation-repository.ts';
import type { Sql } from './database.ts';

/** One call of a model: who asked which for what, what it used, how it ended. Nothing that was said. */
export type ModelCall = typeof modelCalls.$inferInsert;
export type ModelCallOutcome = ModelCall['outcome'];

export async function insertModelCall({ sql, call }: { sql: Sql; call: ModelCall }): Promise<void> {
  await sql.insert(modelCalls).values(call);
}

/** A session that is forgotten leaves what it cost in the sums of its days, and no trace of itself. */
export async function detachModelCalls({ sql, session }: { sql: Sql; session: SessionAddress }): Promise<void> {
  await sql
    .update(modelCalls)
    .set({ sessionId: null, runId: null })
    .where(and(eq(modelCalls.workspaceId, session.workspaceId), eq(modelCalls.sessionId, session.sessionId)));
}

export interface UsageSums {
  calls: number;
  failedCalls: number;
  inputTokens: number;
  outputTokens: number;
  cachedInputTokens: number;
  reasoningTokens: number;
  /** US dollars. */
  costUsd: number;
  unpricedCalls: number;
}

const sums = {
  calls: statement<number>`count(*)::int`,
  failedCalls: statement<number>`(count(*) filter (where ${modelCalls.outcome} <> 'ok'))::int`,
  inputTokens: statement<number>`coalesce(sum(${modelCalls.inputTokens}), 0)::float8`,
  outputTokens: statement<number>`coalesce(sum(${modelCalls.outputTokens}), 0)::float8`,
  cachedInputTokens: statement<number>`coalesce(sum(${modelCalls.cachedInputTokens}), 0)::float8`,
  reasoningTokens: statement<number>`coalesce(sum(${modelCalls.reasoningTokens}), 0)::float8`,
  costUsd: statement<number>`coalesce(sum(${modelCalls.costUsd}), 0)::float8`,
  unpricedCalls: statement<number>`(count(*) filter (where not ${modelCalls.isPriced}))::int`,
};

/** Days before today that a period takes in; null: all there are. */
const DAYS_BEFORE = { day: 0, week: 6, month: 29, year: 364, all: null } as const;

/** Groups that are listed at most. */
export const USAGE_GROUPS = 1_000;

/**
 * What a user's model calls come to, in groups and altogether. Days are the time zone's, and a period ends with today:
 * a week is today and the six days before. Days ascend; other groups come by cost, most first, 1,000 at most.
 */
export async function sumModelCalls({
  sql,
  owner,
  query,
  now,
}: {
  sql: Sql;
  owner: { workspaceId: string; userId: string };
  query: z.output<typeof llmUsageQuerySchema>;
  now: number;
}): Promise<{ items: (UsageSums & { key: string })[]; total: UsageSums }> {
  const { agent_id: agentId, session_id: sessionId, period, group_by: group, timezone = 'UTC' } = query;
  const isOwn = and(
    eq(modelCalls.workspaceId, owner.workspaceId),
    eq(modelCalls.userId, owner.userId),
    agentId === undefined ? undefined : eq(modelCalls.agentId, agentId),
    sessionId === undefined ? undefined : eq(modelCalls.sessionId, sessionId),
    sinceOf({ days: DAYS_BEFORE[period], timezone, now }),
  );
  const key = keyOf({ group, timezone });
  const [items, [total]] = await Promise.all([
    sql
      .select({ key, ...sums })
      .from(modelCalls)
      .where(isOwn)
      .groupBy(statement`1`)
      .orderBy(...(group === 'day' ? [statement`1`] : [statement`${sums.costUsd} desc`, statement`1`]))
      .limit(USAGE_GROUPS),
    sql.select(sums).from(modelCalls).where(isOwn),
  ]);
  if (!total) throw new Error('a sum of all rows has one row');
  return { items, total };
}

/** A zone by its name, or by its distance from UTC: PostgreSQL counts the latter the other way round, but as an interval. */
function zoneOf(timezone: string): SQL {
  return /^[+-]/.test(timezone) ? statement`${timezone}::interval` : statement`${timezone}::text`;
}

function sinceOf({ days, timezone, now }: { days: number | null; timezone: string; now: number }): SQL | undefined {
  if (days === null) return undefined;
  const zone = zoneOf(timezone);
  const today = statement`date_trunc('day', timezone(${zone}, to_timestamp(${now}::float8 / 1000)))`;
  return gte(
    modelCalls.at,
    statement`(extract(epoch from timezone(${zone}, ${today} - make_interval(days => ${days}::int))) * 1000)::bigint`,
  );
}

function keyOf({ group, timezone }: { group: UsageGroup; timezone: string }): SQL<string> {
  switch (group) {
    case 'day':
      return statement<string>`to_char(timezone(${zoneOf(timezone)}, to_timestamp(${modelCalls.at} / 1000.0)), 'YYYY-MM-DD')`;
    case 'model':
      return statement<string>`${modelCalls.model}`;
    case 'role':
      return statement<string>`${modelCalls.role}`;
    case 'session':
      return statement<string>`coalesce(${modelCalls.sessionId}, '')`;
    case 'run':
      return statement<string>`coalesce(${modelCalls.runId}, '')`;
    default:
      return group satisfies never;
  }
}

/** True when the database does not know a time zone by that name. */
export function isUnknownTimezone(error: unknown): boolean {
  for (let each = error; each instanceof Error; each = each.cause)
    if (/time zone .* not recognized/.test(each.message)) return true;
  return false;
}
