import { runEvents, runs } from '@adiuva/drizzle/cloud';
import { backendFrameSchema, toolTraceSchema, type BackendFrameOf, type RunEvent } from '@adiuva/shared-protocol';
import { and, asc, eq, gt, inArray, isNotNull, lt, or, sql as statement } from 'drizzle-orm';
import type { ContentKey } from './content-keys.ts';
import type { Sql } from './database.ts';

const placeOf = (event: { runId: string; seq: number }): string => `run_events:${event.runId}:${event.seq}`;

export async function insertEvents({
  sql,
  key,
  events,
  at,
}: {
  sql: Sql;
  key: ContentKey;
  events: RunEvent[];
  at: number;
}): Promise<void> {
  if (events.length === 0) return;
  await sql.insert(runEvents).values(
    events.map((event) => ({
      runId: event.run_id,
      seq: event.seq,
      type: event.type,
      ...key.seal({ place: placeOf({ runId: event.run_id, seq: event.seq }), value: event }),
      createdAt: at,
    })),
  );
}

/** A run's events after `after`, in order, `limit` at most. */
export async function readEvents({
  sql,
  key,
  runId,
  after,
  limit,
}: {
  sql: Sql;
  key: ContentKey;
  runId: string;
  after: number;
  limit: number;
}): Promise<RunEvent[]> {
  const rows = await sql
    .select()
    .from(runEvents)
    .where(and(eq(runEvents.runId, runId), gt(runEvents.seq, after)))
    .orderBy(asc(runEvents.seq))
    .limit(limit);
  return rows.map((row) => {
    const frame = backendFrameSchema.parse(key.open({ place: placeOf(row), contentEnc: row.contentEnc, keyId: row.keyId }));
    if (!('seq' in frame)) throw new Error(`event ${row.seq} of run ${row.runId} is no event`);
    return frame;
  });
}

/** What a run told of its tools, in order. */
export async function readToolTraces({
  sql,
  key,
  runId,
}: {
  sql: Sql;
  key: ContentKey;
  runId: string;
}): Promise<BackendFrameOf<'tool_trace'>[]> {
  const rows = await sql
    .select()
    .from(runEvents)
    .where(and(eq(runEvents.runId, runId), eq(runEvents.type, 'tool_trace')))
    .orderBy(asc(runEvents.seq));
  return rows.map((row) =>
    toolTraceSchema.parse(key.open({ place: placeOf(row), contentEnc: row.contentEnc, keyId: row.keyId })),
  );
}

/** Deletes events of ended runs that their device has acknowledged in full, or that ended before `before`. */
export async function pruneEvents({ sql, before }: { sql: Sql; before: number }): Promise<void> {
  const done = sql
    .select({ id: runs.id })
    .from(runs)
    .where(and(isNotNull(runs.endedAt), or(lt(runs.endedAt, before), statement`${runs.ackedSeq} >= ${runs.lastEventSeq}`)));
  await sql.delete(runEvents).where(inArray(runEvents.runId, done));
}
