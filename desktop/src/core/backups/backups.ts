import { closeSync, openSync, statSync } from 'node:fs';
import type { ChangeFeed } from '#core/change-feed/index.ts';
import type { Clock } from '#core/clock.ts';
import { DeviceError } from '#core/device-error.ts';
import type { Ids } from '#core/ids.ts';
import type { Logger } from '#core/ports/logger.ts';
import { storageFaultOf, type SettingsRepository } from '#core/storage/index.ts';
import type { Backup, Recovery } from '#rpc/backups.ts';
import { checkInBackground } from './check-in-background.ts';
import { CHECKED_AT_START_BYTES, suspectMark, type DeviceStore } from './open-store.ts';
import { restoreSnapshot } from './restore-snapshot.ts';
import { isDailyDue } from './retention.ts';
import { readRecovery, RECOVERY_KEY } from './set-aside.ts';
import type { Snapshot } from './snapshot-folder.ts';
import { DamagedSnapshotError, takeSnapshot } from './snapshot-keeper.ts';
import type { SnapshotKind } from './snapshot-name.ts';

/** How often a daily snapshot is looked for; at most one is made in this time, whatever the wall clock does. */
const LOOK_MS = 60 * 60 * 1_000;
/** The first look, so that a start is not held up by it. */
const FIRST_LOOK_MS = 5_000;

const SUSPECT =
  'The file of your data may be damaged: a check in the background found a fault. Close Adiuva and start it again; it then offers the last good backup.';

/** Snapshots of the device's database: made daily and when asked for, restored, and offered after damage. */
export interface Backups {
  list(): { items: Backup[]; folder: string; fault?: string; recovery?: Recovery };
  /** @throws DeviceError `busy` when the disk does not take it, `conflict` while a recovery waits */
  create(): Promise<Backup>;
  /** @throws DeviceError `not_found`, `conflict`, `busy`; the content is what it was then */
  restore(backupId: string): Promise<{ restored: Backup; undo: Backup }>;
  /** @throws DeviceError `conflict` when no recovery waits */
  startEmpty(): void;
  /** The damage that the user has not answered yet: until then nobody outside sees this database. */
  recovery(): Recovery | undefined;
  /** Ends what is under way. Resolves when the database may be closed. */
  dispose(): Promise<void>;
}

const entry = ({ name, kind, at, bytes }: Snapshot): Backup => ({
  backup_id: name,
  kind,
  created_at: at,
  bytes,
  // Nothing gets its name before.
  verified: true,
});

export function createBackups({
  store,
  settings,
  clock,
  ids,
  feed,
  logger,
  onReplaced,
  onChosen,
}: {
  store: DeviceStore;
  settings: SettingsRepository;
  clock: Clock;
  ids: Ids;
  feed: ChangeFeed;
  logger: Logger;
  /** The content is another, under another `store_id`: whoever holds something of the old one reads it again. */
  onReplaced: () => void;
  /** The user answered a recovery. */
  onChosen: () => void;
}): Backups {
  const { database, snapshots } = store;
  const sqlite = database.db.$client;
  let recovery = readRecovery(settings);
  let fault: string | undefined;
  let disposed = false;
  let lastDaily: number | undefined;
  let cancelLook: (() => void) | undefined;
  /** One thing at a time. */
  let last: Promise<unknown> = Promise.resolve();

  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = last.then(() => {
      if (disposed) throw new DeviceError('busy', 'Adiuva is closing. Nothing was changed.');
      return work();
    });
    last = result.catch(() => undefined);
    return result;
  }

  function setFault(next: string | undefined): void {
    if (fault !== next) feed.publish('backups');
    fault = next;
  }

  /** What could not be done, in a sentence for the user. */
  function sentenceOf(cause: unknown): string {
    if (cause instanceof DamagedSnapshotError) return SUSPECT;
    switch (storageFaultOf(cause)?.kind) {
      case 'full':
        return 'The last backup could not be made: the disk is full. The earlier ones are kept. Free some space.';
      case 'read_only':
        return `The last backup could not be made: Adiuva may not write to ${snapshots.path}. The earlier ones are kept.`;
      default:
        return 'The last backup could not be made. The earlier ones are kept; it is tried again.';
    }
  }

  function noteSuspicion(): void {
    closeSync(openSync(suspectMark(store.file), 'a', 0o600));
    setFault(SUSPECT);
  }

  async function make(kind: SnapshotKind): Promise<Snapshot> {
    try {
      const made = await takeSnapshot({ sqlite, folder: snapshots, at: clock.now(), kind, isWanted: () => !disposed });
      snapshots.prune();
      setFault(undefined);
      feed.publish('backups');
      return made;
    } catch (cause) {
      if (disposed) throw cause;
      logger.error('a backup could not be made', { kind, fault: String(cause) });
      setFault(sentenceOf(cause));
      if (cause instanceof DamagedSnapshotError) noteSuspicion();
      throw cause;
    }
  }

  async function makeDaily(): Promise<void> {
    if (disposed || recovery || !isDailyDue({ snapshots: snapshots.list(), now: clock.now() })) return;
    if (lastDaily !== undefined && clock.elapsed() - lastDaily < LOOK_MS) return;
    await make('daily');
    lastDaily = clock.elapsed();
  }

  /** What the start had no time for. */
  async function checkLargeFile(): Promise<void> {
    if (statSync(store.file).size <= CHECKED_AT_START_BYTES) return;
    if ((await checkInBackground({ file: store.file, depth: 'quick' })) !== undefined) noteSuspicion();
  }

  function look({ delayMs, work }: { delayMs: number; work: () => Promise<void> }): void {
    cancelLook = clock.after(delayMs, () => {
      look({ delayMs: LOOK_MS, work: makeDaily });
      inTurn(work).catch((cause: unknown) => {
        if (!disposed) logger.warn('what was due for the backups failed', { fault: String(cause) });
      });
    });
  }

  look({
    delayMs: FIRST_LOOK_MS,
    work: async () => {
      await checkLargeFile();
      await makeDaily();
    },
  });

  return {
    recovery: () => recovery,
    list: () => ({
      items: snapshots.list().map(entry),
      folder: snapshots.path,
      ...(fault === undefined ? {} : { fault }),
      ...(recovery ? { recovery } : {}),
    }),
    create: () =>
      inTurn(async () => {
        if (recovery) throw new DeviceError('conflict', 'Choose first what to do about the damaged file.');
        try {
          return entry(await make('manual'));
        } catch (cause) {
          throw new DeviceError('busy', sentenceOf(cause), { cause });
        }
      }),
    restore: (backupId) =>
      inTurn(async () => {
        const snapshot = snapshots.find(backupId);
        if (!snapshot) throw new DeviceError('not_found', 'This backup is no longer there. Choose another one.');
        const restored = entry(snapshot);
        const { undo } = await restoreSnapshot({
          snapshot,
          database,
          folder: snapshots,
          now: () => clock.now(),
          finish: () => settings.set('store_id', ids.next()),
        });
        recovery = undefined;
        logger.info('a backup was restored', { kind: snapshot.kind });
        onReplaced();
        snapshots.prune();
        feed.publish('backups');
        return { restored, undo: entry(undo) };
      }),
    startEmpty() {
      if (!recovery) throw new DeviceError('conflict', 'Nothing waits for this choice: your data was not found damaged.');
      database.write(() => settings.remove(RECOVERY_KEY));
      recovery = undefined;
      feed.publish('backups');
      onChosen();
    },
    async dispose() {
      disposed = true;
      cancelLook?.();
      await last;
    },
  };
}
