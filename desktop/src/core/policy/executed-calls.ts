import { executedCalls } from '@adiuva/drizzle/local';
import { eq, sql } from 'drizzle-orm';
import { rawStatement, steadyPlaceholder, type DeviceDatabase } from '#core/storage/index.ts';

/** The kept answer of a write. */
export interface ExecutedCall {
  callId: string;
  runId: string;
  payloadSha256: string;
  /** The answer's own fields, as JSON. */
  result: string;
}

/** The kept answers of the runs whose grants are open. */
export interface ExecutedCalls {
  get(callId: string): ExecutedCall | undefined;
  add(call: ExecutedCall & { at: number }): void;
  purge(runId: string): void;
}

export function createExecutedCalls(database: DeviceDatabase): ExecutedCalls {
  const { db } = database;
  const { placeholder } = sql;
  const { callId, runId, payloadSha256, result } = executedCalls;
  const get = rawStatement(
    database,
    db
      .select({ runId, payloadSha256, result })
      .from(executedCalls)
      .where(eq(callId, placeholder('callId'))),
  );
  const add = db
    .insert(executedCalls)
    .values({
      callId: placeholder('callId'),
      runId: placeholder('runId'),
      payloadSha256: placeholder('payloadSha256'),
      result: placeholder('result'),
      at: placeholder('at'),
    })
    .prepare();
  const purge = db
    .delete(executedCalls)
    .where(eq(executedCalls.runId, steadyPlaceholder('runId')))
    .prepare();
  return {
    get(callId) {
      const found = get.first({ callId });
      if (!found) return undefined;
      const [runId, payloadSha256, result] = found.map(String) as [string, string, string];
      return { callId, runId, payloadSha256, result };
    },
    add(call) {
      add.run({ ...call });
    },
    purge(runId) {
      purge.run({ runId });
    },
  };
}
