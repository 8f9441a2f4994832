import type { ChatRepository, Delivery } from './chat/index.ts';
import type { Clock } from './clock.ts';
import type { Data } from './compose-data.ts';
import type { Policy } from './compose-policy.ts';
import { createIntegrityView, type IntegrityView } from './integrity/index.ts';
import { createLedgerSums, createLedgerViews, type LedgerViews } from './ledger/index.ts';
import { createRunList, createRunListRepository, type RunList } from './run-list/index.ts';
import { createStatus, type Status } from './status/index.ts';
import type { DeviceLink } from './device-link/index.ts';

/** What the page reads of what goes on, of what left, and of what is wrong. */
export interface Views {
  status: Status;
  runs: RunList;
  integrity: IntegrityView;
  ledger: LedgerViews;
}

export function composeViews({
  data: { store, database, settings, identity, rows, journal, integrity },
  policy: { privacy, runs, warnings, approvals, kept, grants },
  requests,
  delivery,
  link,
  clock,
  version,
}: {
  data: Data;
  policy: Policy;
  requests: ChatRepository;
  delivery: Delivery;
  link: DeviceLink;
  clock: Clock;
  version: string;
}): Views {
  const runList = createRunListRepository(database);
  return {
    status: createStatus({
      database,
      link,
      runs,
      requests,
      runList,
      kept,
      warnings,
      identity,
      clock,
      version,
      databasePath: store.file,
    }),
    runs: createRunList({
      repository: runList,
      requests,
      runs,
      grants,
      kept,
      approvals,
      delivery,
      journal,
      privacy,
      isReady: () => link.isReady(),
    }),
    integrity: createIntegrityView({ integrity, rows }),
    ledger: createLedgerViews({ database, rows, sums: createLedgerSums({ database, settings }) }),
  };
}
