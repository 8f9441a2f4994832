import type { RunEvent } from '@adiuva/shared-protocol';
import type { Clock } from '#backend/clock.ts';
import type { NewId } from '#backend/ids.ts';
import type { ContentKeys } from '#backend/storage/content-keys.ts';
import type { Database } from '#backend/storage/database.ts';
import { markCancelRequested, type RunRecord } from '#backend/storage/run-repository.ts';
import type { DeviceLink } from './device-link.ts';
import { endRun, type RunEnd } from './end-run.ts';
import type { RunDispatch } from './run-dispatch.ts';
import type { RunObserver } from './run-observer.ts';
import { RunStopped } from './run-stopped.ts';
import type { WorkerPool } from './worker-pool.ts';

/** Ends runs from outside their workers. */
export interface RunEnds {
  /**
   * Its user wants no more of it. Whoever works on it, here or in another process, stops within a second and tells what
   * was done; one that nobody works on ends at once.
   */
  cancel(run: RunRecord): Promise<void>;
  /** Ends them at once, whoever works on them, and tells their devices; answers their ends. */
  endAll(request: { runs: RunRecord[]; how: RunEnd }): Promise<RunEvent[]>;
}

export function createRunEnds({
  database,
  contentKeys,
  dispatch,
  observer,
  pool,
  publish,
  clock,
  newId,
}: {
  database: Database;
  contentKeys: ContentKeys;
  dispatch: RunDispatch;
  observer: RunObserver;
  pool: Pick<WorkerPool, 'stop'>;
  publish: DeviceLink['publish'];
  clock: Clock;
  newId: NewId;
}): RunEnds {
  const end = (runId: string, how: RunEnd) =>
    endRun({ runId, end: how, database, contentKeys, dispatch, observer, clock, newId });

  return {
    async cancel({ id: runId }) {
      const status = await markCancelRequested({ sql: database.sql, runId, at: clock.now() });
      if (status === undefined) return;
      if (status === 'running') {
        // Another process that works on it sees it at its next beat.
        pool.stop({ runId, reason: new RunStopped('cancelled') });
        return;
      }
      const ended = await end(runId, {
        status: 'cancelled',
        code: 'cancelled',
        response:
          status === 'waiting'
            ? 'Stopped while it waited for your approval. What was done before is kept; what waited was not done.'
            : 'Stopped before it went on. What was done before is kept.',
      });
      if (ended) publish({ device: ended.run, runId, events: ended.events });
    },

    async endAll({ runs, how }) {
      const events: RunEvent[] = [];
      for (const run of runs) {
        const ended = await end(run.id, how);
        pool.stop({ runId: run.id, reason: new RunStopped('superseded') });
        if (!ended) continue;
        publish({ device: run, runId: run.id, events: ended.events });
        events.push(...ended.events);
      }
      return events;
    },
  };
}
