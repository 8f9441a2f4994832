import type { ModelRole } from '@adiuva/shared-protocol';
import type { Clock } from '#backend/clock.ts';
import type { NewId } from '#backend/ids.ts';
import type { Log } from '#backend/log.ts';
import type { Database } from '#backend/storage/database.ts';
import { insertModelCall, type ModelCall, type ModelCallOutcome } from '#backend/storage/model-call-repository.ts';
import type { Pricer } from './model-price.ts';
import type { ModelUsage } from './model-usage.ts';

/** One call of a model, as it went. */
export interface MadeCall {
  role: ModelRole;
  /** `provider:model`. */
  model: string;
  outcome: ModelCallOutcome;
  usage: ModelUsage;
  latencyMs: number;
}

/** For whom a call was made. */
export interface CallOwner {
  workspaceId: string;
  userId: string;
  sessionId?: string;
  runId?: string;
  agentId?: string;
}

/** Hears of every call that was written down; for metrics. */
export type CallListener = (call: MadeCall & { costUsd: number }) => void;

/** Writes model calls down. */
export interface ModelMeter {
  /** The row of a call, with what it cost; whoever writes it into a transaction of their own tells `made` of it too. */
  rowOf(call: MadeCall & { owner: CallOwner; pricer: Pricer; step?: number }): ModelCall;
  /** Counts a call whose row is being written. */
  made(row: ModelCall): void;
  /** Writes a call that belongs to no step. It never rejects: what was done is not undone for want of its bill. */
  record(call: MadeCall & { owner: CallOwner; pricer: Pricer }): Promise<void>;
}

export function createModelMeter({
  database,
  clock,
  newId,
  log,
  onCall,
}: {
  database: Database;
  clock: Clock;
  newId: NewId;
  log: Log;
  onCall: CallListener;
}): ModelMeter {
  const meter: ModelMeter = {
    rowOf({ owner, pricer, step, role, model, outcome, usage, latencyMs }) {
      const at = clock.now();
      return {
        id: newId(),
        ...owner,
        ...(step === undefined ? {} : { step }),
        role,
        model,
        outcome,
        ...usage,
        ...pricer({ usage, at }),
        latencyMs: Math.max(0, Math.round(latencyMs)),
        at,
      };
    },
    made(row) {
      onCall({ ...row, usage: row });
    },
    async record(call) {
      const row = meter.rowOf(call);
      meter.made(row);
      try {
        await insertModelCall({ sql: database.sql, call: row });
      } catch (error) {
        log.error({ err: error, model: row.model, role: row.role }, 'a model call could not be written down');
      }
    },
  };
  return meter;
}
