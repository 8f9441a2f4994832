import { chatRequestSchema } from '@adiuva/shared-protocol';
import { listDevices } from '#backend/storage/device-repository.ts';
import { findRun, findRunOfUserByRequest, lockOpenRunsOfSession } from '#backend/storage/run-repository.ts';
import type { ApprovalDecision, DecisionOutcome, Decisions } from './decisions.ts';
import type { DeviceAddress, DeviceLink } from './device-link.ts';
import { openRun, RunRefused, type OpenRunPowers } from './open-run.ts';
import type { RunEnds } from './run-ends.ts';

/** What a user does with their runs over HTTP, from any of their devices or from none. */
export interface UserRuns {
  /**
   * Opens a run for one of the user's devices: the one that is named, else the one that was seen last. Its calls need what
   * that device granted, like any other's. @throws RunRefused
   */
  openForUser(request: {
    userId: string;
    workspaceId: string;
    message: string;
    sessionId?: string;
    projectId?: string;
    timezone: string;
    deviceId?: string;
    requestId?: string;
  }): Promise<{ runId: string; sessionId: string }>;
  /** False: no such run. */
  cancelForUser(request: { userId: string; runId: string }): Promise<boolean>;
  /** One outcome a decision, in their order. */
  decideForUser(request: {
    userId: string;
    runId: string;
    decisions: ApprovalDecision[];
  }): Promise<'unknown_run' | ({ approvalId: string } & DecisionOutcome)[]>;
  /** Ends every open run of a session whose content is to be forgotten. */
  endRunsOfSession(session: { userId: string; workspaceId: string; sessionId: string }): Promise<void>;
}

/** A run that no device was asked for: its calls to one are answered that there is none. */
const NO_DEVICE = { deviceId: '', storeId: '' };

export function createUserRuns({
  opening,
  decisions,
  ends,
  publish,
}: {
  opening: OpenRunPowers;
  decisions: Decisions;
  ends: RunEnds;
  publish: DeviceLink['publish'];
}): UserRuns {
  const { sql } = opening.database;

  async function addressOf({ userId, deviceId }: { userId: string; deviceId: string | undefined }): Promise<DeviceAddress> {
    const known = await listDevices({ sql, userId });
    if (deviceId === undefined) {
      const newest = known.toSorted((one, other) => other.lastSeenAt - one.lastSeenAt)[0];
      return { userId, ...(newest ? { deviceId: newest.deviceId, storeId: newest.storeId } : NO_DEVICE) };
    }
    const found = known.find((device) => device.deviceId === deviceId);
    if (found) return { userId, deviceId, storeId: found.storeId };
    throw new RunRefused({
      code: 'unknown_device',
      message: 'You have no such device. Nothing was done. Name one of yours, or none.',
      retryable: false,
    });
  }

  return {
    async openForUser({ userId, workspaceId, message, sessionId, projectId, timezone, deviceId, requestId }) {
      // Asked again, it is the run that it was, whichever of the devices was seen last by now.
      const known =
        requestId === undefined || deviceId !== undefined ? undefined : await findRunOfUserByRequest({ sql, userId, requestId });
      const device = await addressOf({ userId, deviceId: known?.deviceId || deviceId });
      const request = chatRequestSchema.parse({
        type: 'chat_request',
        request_id: requestId ?? opening.newId(),
        message,
        context: { session_id: sessionId, project_id: projectId, timezone },
      });
      const opened = await openRun({ powers: opening, device, workspaceId, request });
      if (opened.isNew) publish({ device, runId: opened.runId, events: [opened.started] });
      const run = await findRun({ sql, runId: opened.runId });
      if (!run) throw new Error('a run that was opened is gone');
      return { runId: run.id, sessionId: run.sessionId };
    },

    async cancelForUser({ userId, runId }) {
      const run = await findRun({ sql, runId });
      if (run?.userId !== userId) return false;
      await ends.cancel(run);
      return true;
    },

    async decideForUser({ userId, runId, decisions: made }) {
      const run = await findRun({ sql, runId });
      if (run?.userId !== userId) return 'unknown_run';
      const outcomes: ({ approvalId: string } & DecisionOutcome)[] = [];
      for (const decision of made) {
        const outcome = await decisions.decide({
          decision,
          by: { kind: 'user', userId },
          isOwn: (of) => of.userId === userId && of.id === runId,
        });
        outcomes.push({ approvalId: decision.approvalId, ...outcome });
      }
      return outcomes;
    },

    async endRunsOfSession({ userId, workspaceId, sessionId }) {
      const open = await opening.database.transaction(({ sql: within }) =>
        lockOpenRunsOfSession({ sql: within, workspaceId, sessionId }),
      );
      await ends.endAll({
        runs: open.filter((run) => run.userId === userId),
        how: {
          status: 'cancelled',
          code: 'cancelled',
          response: 'You had this conversation forgotten, so this was stopped. What was done before is kept on your device.',
        },
      });
    },
  };
}
