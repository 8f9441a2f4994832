import type { KeptCalls } from '#core/approvals/index.ts';
import type { Clock } from '#core/clock.ts';
import type { RunRepository } from '#core/runs/index.ts';
import type { DeviceDatabase, DeviceIdentity } from '#core/storage/index.ts';
import type { ChatRepository } from '#core/chat/index.ts';
import type { RunListRepository } from '#core/run-list/index.ts';
import type { Warnings } from '#core/warnings/index.ts';
import type { AppStatus, Connection } from '#rpc/app.ts';

/** The device link, as the user sees it. */
export interface LinkStatus {
  connection(): Connection;
  /** Frames of the backend that the device refused since it started. */
  refused(): number;
  reconnect(): void;
}

export interface Status {
  read(): AppStatus;
  reconnect(): void;
}

export function createStatus({
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
  databasePath,
}: {
  database: DeviceDatabase;
  link: LinkStatus;
  runs: RunRepository;
  requests: ChatRepository;
  runList: RunListRepository;
  kept: KeptCalls;
  warnings: Warnings;
  identity: DeviceIdentity;
  clock: Clock;
  version: string;
  databasePath: string;
}): Status {
  return {
    read() {
      const model = runs.newest()?.model;
      const fault = database.storageFault();
      return {
        connection: link.connection(),
        ...(model ? { model } : {}),
        version,
        device_id: identity.deviceId,
        timezone: clock.timezone(),
        ...(fault ? { storage_fault: fault.sentence } : {}),
        database_path: databasePath,
        queued_messages: requests.countUnanswered(),
        refused_calls: link.refused(),
        open_runs: runList.openCount(),
        pending_approvals: kept.pendingCount(),
        open_warnings: warnings.openCount(),
      };
    },
    reconnect() {
      link.reconnect();
    },
  };
}
