import { lockSession } from '#backend/storage/conversation-repository.ts';
import type { Transaction } from '#backend/storage/database.ts';
import { findNextOfSession } from '#backend/storage/lease-repository.ts';
import type { RunJobs } from '#backend/storage/run-jobs.ts';

/** Brings runs to workers: one of a session at a time, in the order in which they were asked for. */
export interface RunDispatch {
  /**
   * Sends a job for the run of this session that is to be worked on next, if there is one and nothing of the session is
   * worked on. To be called in every transaction after which that may be another one; it locks the session's row, unless
   * the transaction has done so.
   */
  sendNext(request: {
    transaction: Transaction;
    session: { workspaceId: string; sessionId: string };
    isLocked?: boolean;
  }): Promise<void>;
}

export function createRunDispatch({ jobs }: { jobs: RunJobs }): RunDispatch {
  return {
    async sendNext({ transaction, session, isLocked = false }) {
      // Whoever else decides the same at the same time sees what is decided here, or is seen here.
      if (!isLocked) await lockSession({ sql: transaction.sql, session });
      const { workspaceId, sessionId } = session;
      const next = await findNextOfSession({ sql: transaction.sql, workspaceId, sessionId });
      if (!next) return;
      await jobs.send({ transaction, run: { runId: next.id, workspaceId: next.workspaceId, kind: next.kind } });
    },
  };
}
