import { appScreenSchema, type AppScreen as ScreenName, type TableName } from '@adiuva/shared-protocol';
import type { ChangeFeed } from '#core/change-feed/index.ts';
import type { Clock } from '#core/clock.ts';
import { DeviceError } from '#core/device-error.ts';
import type { Privacy } from '#core/privacy/index.ts';
import type { RunRepository } from '#core/runs/index.ts';
import { isTableName, type AllWorkRows, type DeviceDatabase } from '#core/storage/index.ts';
import type { Notice, NoticeSubject, WindowPlace } from '#rpc/screen.ts';
import { createNoticeRepository, type StoredNotice } from './notice-repository.ts';
import { createOpenWindows } from './open-windows.ts';
import { plainText } from './plain-text.ts';

/** What a run asks the app to show. */
export type Showing =
  | { kind: 'text'; text: string }
  | { kind: 'screen'; screen: ScreenName }
  | { kind: 'row'; table: TableName; id: string };

/**
 * What runs show in the app. A showing is stored in the transaction that answers its call, so that it is neither lost nor
 * done twice. A text is a notice, listed until the user dismisses it. A screen or a row is opened by one window, once,
 * now; where there is none, or the user is busy, or the run is tainted, it is a notice that offers to open it.
 */
export interface AppScreen {
  /** @throws DeviceError `quota_exceeded`: this run, or all of them lately, asked for enough */
  checkRoom(runId: string): void;
  /** In the transaction of the call. */
  show(asked: { showing: Showing; runId: string; callId: string; tainted: boolean }): void;
  /** A window's stream of what it alone shall go to. */
  openings(following: { place: WindowPlace; signal: AbortSignal | undefined }): AsyncIteratorObject<Notice, undefined, void>;
  moved(place: WindowPlace): void;
  settle(settled: { notice_id: number; outcome: 'shown' | 'offered' }): void;
  notices(): { items: Notice[] };
  dismiss(noticeId: number): void;
  /** Everything up to this one. */
  dismissAll(upTo: number): void;
  dispose(): void;
}

/** What one run may show, and all of them within a minute: a backend must not pester the user. */
export const SHOWN_OF_A_RUN = 20;
export const SHOWN_A_MINUTE = 10;
/** What may stand there unread. */
const UNREAD = 100;
const MINUTE = 60_000;

/** How long a window has to say that it went there, in milliseconds. */
export const SETTLE_MS = 5_000;

/** How long what was shown is kept, for counting what a run showed: longer than a run lives. */
const KEPT_MS = 60 * 24 * 60 * MINUTE;

export function createAppScreen({
  database,
  rows,
  runs,
  privacy,
  clock,
  feed,
}: {
  database: DeviceDatabase;
  rows: AllWorkRows;
  runs: RunRepository;
  privacy: Pick<Privacy, 'shownText'>;
  clock: Clock;
  feed: ChangeFeed;
}): AppScreen {
  const repository = createNoticeRepository(database);
  const windows = createOpenWindows();
  /** How to take back the timer of each opening that a window was told of. */
  const timers = new Map<number, () => void>();

  function subjectOf({ kind, text, screen, tableName, rowId }: StoredNotice): NoticeSubject {
    if (kind === 'screen') return { kind, screen: appScreenSchema.parse(screen) };
    if (kind === 'text' || !isTableName(tableName) || rowId === null)
      return { kind: 'text', text: plainText(privacy.shownText(text ?? '')) };
    const label = rows[tableName].label(rowId);
    const taskId = tableName === 'taskComments' ? rows.taskComments.stored(rowId)?.['task_id'] : undefined;
    return {
      kind,
      table: tableName,
      id: rowId,
      ...(label === undefined ? {} : { label }),
      ...(typeof taskId === 'string' ? { task_id: taskId } : {}),
    };
  }

  function noticeOf(stored: StoredNotice): Notice {
    const sessionId = runs.get(stored.runId)?.sessionId;
    return {
      notice_id: stored.id,
      run_id: stored.runId,
      ...(sessionId ? { session_id: sessionId } : {}),
      subject: subjectOf(stored),
      tainted: stored.tainted === 1,
      at: stored.at,
    };
  }

  function stopWaiting(id: number): void {
    timers.get(id)?.();
    timers.delete(id);
  }

  /** Nobody went there: it stands in the list from now on, and is not gone to by itself any more. */
  function offer(id: number): void {
    stopWaiting(id);
    const isOffered = database.writeRelaxed(() => repository.move({ id, from: 'new', to: 'open', at: clock.now() }));
    if (isOffered) feed.publish('notices');
  }

  function close({ id, from }: { id: number; from: 'new' | 'open' }): boolean {
    return database.writeRelaxed(() => repository.move({ id, from, to: 'closed', at: clock.now() }));
  }

  /** Once it is committed. */
  function deliver(id: number): void {
    const stored = repository.get(id);
    if (stored?.state === 'open') feed.publish('notices');
    if (stored?.state !== 'new') return;
    timers.set(
      id,
      clock.after(SETTLE_MS, () => offer(id)),
    );
    if (!windows.push(noticeOf(stored))) offer(id);
  }

  database.writeRelaxed(() => {
    // What nobody went to before this start is stale: it is offered.
    repository.moveAll({ from: 'new', to: 'open', at: clock.now() });
    repository.prune(clock.now() - KEPT_MS);
  });

  return {
    checkRoom(runId) {
      const now = clock.now();
      const { ofRun, lately, unclosed } = repository.counts({ runId, since: now - MINUTE, until: now });
      if (ofRun >= SHOWN_OF_A_RUN)
        throw new DeviceError('quota_exceeded', `This run has shown ${ofRun} things. Say the rest in the answer.`);
      if (lately >= SHOWN_A_MINUTE)
        throw new DeviceError('quota_exceeded', 'Too much was shown within a minute. Say it in the answer instead.');
      if (unclosed >= UNREAD)
        throw new DeviceError('quota_exceeded', 'The user has not read what was shown before. Say it in the answer instead.');
    },
    show({ showing, runId, callId, tainted }) {
      // A tainted run may have been told to: the user is not moved by it, they are asked.
      const isListed = showing.kind === 'text' || tainted;
      const id = repository.add({
        runId,
        callId,
        kind: showing.kind,
        text: showing.kind === 'text' ? showing.text : null,
        screen: showing.kind === 'screen' ? showing.screen : null,
        tableName: showing.kind === 'row' ? showing.table : null,
        rowId: showing.kind === 'row' ? showing.id : null,
        tainted: tainted ? 1 : 0,
        state: isListed ? 'open' : 'new',
        at: clock.now(),
      });
      database.afterCommit(() => deliver(id));
    },
    openings: (following) => windows.follow(following),
    moved: (place) => windows.moved(place),
    settle({ notice_id: id, outcome }) {
      if (outcome === 'offered') return offer(id);
      stopWaiting(id);
      // It may have gone there a moment after it was offered.
      if (!close({ id, from: 'new' }) && close({ id, from: 'open' })) feed.publish('notices');
    },
    notices: () => ({ items: repository.open().map(noticeOf) }),
    dismiss(id) {
      if (close({ id, from: 'open' })) feed.publish('notices');
    },
    dismissAll(upTo) {
      database.writeRelaxed(() => repository.moveAll({ from: 'open', to: 'closed', at: clock.now(), upTo }));
      feed.publish('notices');
    },
    dispose() {
      for (const id of timers.keys()) stopWaiting(id);
    },
  };
}
