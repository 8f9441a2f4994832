import type { RunEvent } from '@adiuva/shared-protocol';
import type { ContentKeys } from '#backend/storage/content-keys.ts';
import type { Database } from '#backend/storage/database.ts';
import { openEvent, readSealedEvents, textOfEvent } from '#backend/storage/run-event-repository.ts';
import { findRun, type RunRecord } from '#backend/storage/run-repository.ts';
import { startedEvent } from './open-run.ts';

/** Read at once: so many events, and no more once they hold so many bytes. Each reader holds a page in memory. */
const PAGE = { limit: 500, bytes: 256 * 1024 };

/** An event as it is to be sent: its place, and its frame's JSON text, decrypted when it is asked for. */
export interface EventText {
  seq: number;
  text(): string;
}

/** A run's stored events, for whoever they belong to. */
export interface EventReader {
  /** Those after `after`, some hundreds at most; `gone`: there were some, and they are no longer kept. */
  read(request: { userId: string; runId: string; after: number }): Promise<RunEvent[] | 'gone'>;
  /** The same as they are to be sent. */
  readTexts(request: { userId: string; runId: string; after: number }): Promise<EventText[] | 'gone'>;
}

export function createEventReader({ database, contentKeys }: { database: Database; contentKeys: ContentKeys }): EventReader {
  const { sql } = database;

  async function page<Event>({
    userId,
    runId,
    after,
    toEvent,
    begin,
  }: {
    userId: string;
    runId: string;
    after: number;
    toEvent: (sealed: Parameters<typeof openEvent>[0]) => Event;
    begin: (run: RunRecord) => Event;
  }): Promise<Event[] | 'gone'> {
    // Both at once: a replay waits for the slower one alone.
    const [run, found] = await Promise.all([findRun({ sql, runId }), readSealedEvents({ sql, runId, after, ...PAGE })]);
    if (run?.userId !== userId) return 'gone';
    const isGap = (rows: typeof found): boolean => (rows[0] ? rows[0].seq !== after + 1 : run.lastEventSeq > after);
    // The run may have been looked at after the events, and know of newer ones: looked at once more, they are there.
    const rows = isGap(found) ? await readSealedEvents({ sql, runId, after, ...PAGE }) : found;
    // How a run began is known from the run itself.
    if (isGap(rows)) return after === 0 ? [begin(run)] : 'gone';
    const key = await contentKeys.of(run.workspaceId);
    return rows.map((row) => toEvent({ key, runId, row }));
  }

  return {
    read: (request) => page({ ...request, toEvent: openEvent, begin: startedEvent }),
    readTexts: (request) =>
      page<EventText>({
        ...request,
        toEvent: (sealed) => ({ seq: sealed.row.seq, text: () => textOfEvent(sealed) }),
        begin: (run) => ({ seq: 1, text: () => JSON.stringify(startedEvent(run)) }),
      }),
  };
}
