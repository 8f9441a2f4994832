import { createAppScreen, type AppScreen } from './app-screen/index.ts';
import { createApprovalRepository, createKeptCalls, type ApprovalRepository, type KeptCalls } from './approvals/index.ts';
import type { ChangeFeed } from './change-feed/index.ts';
import type { Clock } from './clock.ts';
import type { Data } from './compose-data.ts';
import { composeMeaning } from './compose-meaning.ts';
import { createCallDesk, type CallDesk } from './device-tools/index.ts';
import { createLedger, type Ledger } from './ledger/index.ts';
import type { EmbeddingBackend, Meaning } from './meaning/index.ts';
import { createExecutedCalls, createGrantRepository, createGrants, type Amounts, type Grants } from './policy/index.ts';
import type { Logger } from './ports/logger.ts';
import { createPrivacy } from './privacy/index.ts';
import { createRunRepository, type RunRepository } from './runs/index.ts';
import type { NoteRanking } from './search/index.ts';
import { createTrust, type Trust } from './trust/index.ts';
import { createWarnings, type Warnings } from './warnings/index.ts';

/** What decides what a run may do: grants, approvals, the user's rules, and what was answered so far. */
export interface Policy {
  privacy: ReturnType<typeof createPrivacy>;
  runs: RunRepository;
  ledger: Ledger;
  warnings: Warnings;
  trust: Trust;
  approvals: ApprovalRepository;
  kept: KeptCalls;
  grants: Grants;
  calls: CallDesk;
  screen: AppScreen;
  meaning: Meaning;
  ranking: NoteRanking;
}

export function composePolicy({
  data,
  backendIsOwn,
  destination,
  chatLimits,
  embedding,
  clock,
  feed,
  logger,
}: {
  data: Data;
  /** Whether the backend that counts now was started by this device. */
  backendIsOwn: () => boolean;
  /** The name of the backend that counts now. */
  destination: () => string;
  chatLimits: Amounts;
  /** The backend as what embeds, and whom to tell that another model does. */
  embedding: { backend: EmbeddingBackend; onModel: () => void };
  clock: Clock;
  feed: ChangeFeed;
  logger: Logger;
}): Policy {
  const { database, ids, settings, identity, rows, reader, writer, journal } = data;
  const privacy = createPrivacy({ database, rows, reader, backendIsOwn, fraction: () => ids.fraction(), clock });
  const runs = createRunRepository(database);
  const ledger = createLedger(database);
  const executed = createExecutedCalls(database);
  const warnings = createWarnings({
    database,
    rows,
    clock,
    onChange: () => {
      feed.publish('warnings');
      feed.publish('status');
    },
  });
  const trust = createTrust({ settings, rows, journal, feed });
  const approvals = createApprovalRepository(database);
  const kept = createKeptCalls({
    database,
    repository: approvals,
    hours: () => trust.settings().approval_hours,
    clock,
    onChange: (runId) => {
      const sessionId = runId === null ? null : runs.get(runId)?.sessionId;
      if (sessionId) feed.publish('session', sessionId);
      feed.publish('approvals');
      feed.publish('status');
    },
  });
  const grants = createGrants({
    database,
    repository: createGrantRepository(database),
    executed,
    ledger,
    waits: (runId) => kept.waits(runId),
    onClosed: (runId) => kept.closeRun(runId),
    clock,
    store: identity,
    limits: { chat: chatLimits },
    destination,
  });
  // Once it is known which grants are open.
  database.write(() => kept.closeOrphans());
  const screen = createAppScreen({ database, rows, runs, privacy, clock, feed });
  const { meaning, ranking } = composeMeaning({ data, privacy, ledger, ...embedding, clock, feed, logger });
  const calls = createCallDesk({
    database,
    grants,
    executed,
    kept,
    ledger,
    journal,
    privacy,
    runs,
    powers: { rows, reader, writer, journal, meaning, ranking },
    screen,
    warn: (warning) => warnings.warn(warning),
    clock,
    logger,
  });
  return { privacy, runs, ledger, warnings, trust, approvals, kept, grants, calls, screen, meaning, ranking };
}
