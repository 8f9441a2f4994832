import { createSettlement } from './approvals/index.ts';
import type { Backups } from './backups/index.ts';
import type { ChangeFeed } from './change-feed/index.ts';
import type { Clock } from './clock.ts';
import type { Conversations } from './compose-chat.ts';
import type { Data } from './compose-data.ts';
import type { Policy } from './compose-policy.ts';
import type { Connection } from './connection/index.ts';
import type { Decisions } from './decisions/index.ts';
import { createAcknowledgements, createDeviceLink, createFrameDesk, type DeviceLink } from './device-link/index.ts';
import type { Logger } from './ports/logger.ts';
import { refusal } from './warnings/index.ts';

const DAMAGED = 'Your data was found damaged. Choose first what to do; until then nothing connects to it.';

/** The one socket to the backend that counts now, and who obeys what comes over it. */
export function composeLink({
  data: { database, identity, ids },
  policy: { runs, calls, grants, kept, approvals, warnings, meaning },
  conversations: { intake, delivery, cancelAtBackend },
  connection,
  backups,
  decisions,
  send,
  clock,
  feed,
  logger,
  version,
}: {
  data: Data;
  policy: Policy;
  conversations: Conversations;
  connection: Connection;
  backups: Backups;
  decisions: Decisions;
  /** Over the link itself, once it is there. */
  send: (text: string) => void;
  clock: Clock;
  feed: ChangeFeed;
  logger: Logger;
  version: string;
}): DeviceLink {
  return createDeviceLink({
    target: () => connection.target(),
    closedBecause: () => backups.recovery() && DAMAGED,
    identity,
    version,
    capabilities: () => [`embed:${meaning.model()}`],
    resume: () => Object.fromEntries(runs.unended().map(({ runId, lastSeq }) => [runId, lastSeq])),
    desk: createFrameDesk({
      database,
      calls,
      intake,
      grants,
      kept,
      settlement: createSettlement({ kept, repository: approvals }),
      warn: (warning) => warnings.warn(warning),
      nearest: (lookup) => meaning.nearest(lookup),
      onError: (frame) => delivery.refused(frame),
      logger,
    }),
    acknowledgements: createAcknowledgements({ database, runs, clock, send, logger }),
    onBadFrame: () => warnings.warn(refusal({ code: 'bad_frame' })),
    onReady: (ready) => {
      grants.setReady(ready);
      if (!ready) return;
      for (const run of runs.unended()) if (run.status === 'cancelled') cancelAtBackend(run.runId);
      delivery.sendAll();
      decisions.tellAgain();
    },
    clock,
    fraction: () => ids.fraction(),
    feed,
    logger,
  });
}
