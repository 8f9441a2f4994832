import { runEvents, runs } from '@adiuva/drizzle/cloud';
import { backendFrameSchema, toolTraceSchema, type BackendFrameOf, type RunEvent } from '@adiuva/shared-protocol';
import { and, asc, eq, inArray, isNotNull, lt, or, sql as statement } from 'drizzle-orm';
import type { ContentKey, SealedContent } from './content-keys.ts';
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

/** An event as it lies in the database. */
export interface SealedEvent extends SealedContent {
  seq: number;
}

/** A run's events after `after`, in order: `limit` at most, and no more once they hold `bytes`. */
export async function readSealedEvents({
  sql,
  runId,
  after,
  limit,
  bytes,
}: {
  sql: Sql;
  runId: string;
  after: number;
  limit: number;
  bytes: number;
}): Promise<SealedEvent[]> {
  // Without the mapping of each column, which takes longer than the database.
  const { rows } = await sql.execute<{ seq: number; contentEnc: Buffer; keyId: string }>(statement`
    select seq, content_enc as "contentEnc", key_id as "keyId" from (
      select seq, content_enc, key_id, sum(octet_length(content_enc)) over (order by seq) - octet_length(content_enc) as ahead
      from run_events where run_id = ${runId} and seq > ${after} order by seq limit ${limit}
    ) page where ahead < ${bytes} order by seq`);
  return rows;
}

interface OpenableEvent {
  key: ContentKey;
  runId: string;
  row: SealedEvent;
}

/** Its frame's JSON text, as it was stored. */
export function textOfEvent({ key, runId, row: { seq, contentEnc, keyId } }: OpenableEvent): string {
  return key.openText({ place: placeOf({ runId, seq }), contentEnc, keyId });
}

export function openEvent({ key, runId, row }: OpenableEvent): RunEvent {
  const frame = backendFrameSchema.parse(JSON.parse(textOfEvent({ key, runId, row })));
  if (!('seq' in frame)) throw new Error(`event ${row.seq} of run ${runId} is no event`);
  return frame;
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
