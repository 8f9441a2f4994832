import { EventType, type AGUIEvent } from '@ag-ui/core';
import type { RunEvent } from '@adiuva/shared-protocol';
import type { Clock } from '#backend/clock.ts';
import { isDatabaseUnavailable } from '#backend/storage/database.ts';
import { BEGINNING, formatPosition, isAfter, type EventPosition } from './event-position.ts';
import { foldEvent, UNTOLD, type FoldState } from './fold-event.ts';

/** An AG-UI event and its id: whoever names that id gets what comes after it. */
export interface ToldEvent {
  id: string;
  event: AGUIEvent;
}

/** A run's log, wherever its worker is. */
export interface RunSource {
  /** Events after `after`, some at a time; none: there are no more so far. `gone`: there were some, and they are not kept. */
  read(after: number): Promise<RunEvent[] | 'gone'>;
  /** How the run ended, made from what is kept of it: its last events, which share one `seq`. None: it is not there. */
  readEnd(): Promise<RunEvent[]>;
  /** Calls `listener` when this process stored events. What other processes store is found by looking. */
  onStored(listener: () => void): () => void;
}

/** So often a run is looked at that nobody here works on, in milliseconds. */
const LOOK_MS = 500;
/** A stream says something at least so often, in milliseconds. */
const ALIVE_MS = 15_000;

const GONE =
  'What this run told is no longer kept. What it did is. Ask for the run itself, or for its session’s messages, to see how it ended.';
const DELETED = 'This run is not there any more: its conversation was deleted.';

/**
 * Tells a run from `after` on, as it goes, until it ends, waits for its user, or the signal aborts. Everything before is
 * folded again, so that any node can go on where another stopped. Yields batches; `alive` when there was nothing to tell.
 */
export async function* tellRun({
  source,
  after,
  clock,
  signal,
}: {
  source: RunSource;
  after: EventPosition;
  clock: Clock;
  signal: AbortSignal;
}): AsyncGenerator<ToldEvent[] | 'alive'> {
  let state = UNTOLD;
  let read = BEGINNING.seq;
  let spokeAt = clock.monotonic();
  const news = createNews({ source, clock, signal });
  try {
    while (!signal.aborted) {
      const events = await readOrNothing({ source, after: read });
      if (events === 'gone') {
        yield await tellEnd({ source, state, read, after });
        return;
      }
      const batch = foldAll({ state, events, after });
      state = batch.state;
      read = events.at(-1)?.seq ?? read;
      if (batch.told.length > 0) {
        yield batch.told;
        spokeAt = clock.monotonic();
      }
      if (batch.hasStopped || state.hasEnded) return;
      if (events.length > 0) continue;
      await news.wait();
      if (clock.monotonic() - spokeAt >= ALIVE_MS && !signal.aborted) {
        yield 'alive';
        spokeAt = clock.monotonic();
      }
    }
  } finally {
    news.close();
  }
}

/** While the database is away, a stream waits for it like for an event. */
async function readOrNothing({ source, after }: { source: RunSource; after: number }): Promise<RunEvent[] | 'gone'> {
  try {
    return await source.read(after);
  } catch (error) {
    if (isDatabaseUnavailable(error)) return [];
    throw error;
  }
}

/** `hasStopped`: the last one told is a RUN_FINISHED or RUN_ERROR, after which a stream ends. */
interface Batch {
  state: FoldState;
  told: ToldEvent[];
  hasStopped: boolean;
}

function foldAll({ state, events, after }: { state: FoldState; events: RunEvent[]; after: EventPosition }): Batch {
  const told: ToldEvent[] = [];
  for (const event of events) {
    const folded = foldEvent({ state, event });
    state = folded.state;
    for (const each of placed({ events: folded.told, seq: event.seq })) {
      if (!isAfter({ position: each.position, other: after })) continue;
      told.push({ id: formatPosition(each.position), event: each.event });
      if (isStop(each.event)) return { state, told, hasStopped: true };
    }
  }
  return { state, told, hasStopped: false };
}

function placed({ events, seq }: { events: AGUIEvent[]; seq: number }): { position: EventPosition; event: AGUIEvent }[] {
  return events.map((event, index) => {
    const isLast = index === events.length - 1;
    return { event, position: isLast ? { seq, part: 0 } : { seq: seq - 1, part: index + 1 } };
  });
}

function isStop({ type }: AGUIEvent): boolean {
  return type === EventType.RUN_FINISHED || type === EventType.RUN_ERROR;
}

/**
 * Ends a stream whose events are gone. Whoever has nothing yet, or was told all that was folded here, gets the end that is
 * kept of the run. Of anybody else it is not known what is open with them: they get an error, which may come at any time.
 */
async function tellEnd({
  source,
  state,
  read,
  after,
}: {
  source: RunSource;
  state: FoldState;
  read: number;
  after: EventPosition;
}): Promise<ToldEvent[]> {
  const events = await source.readEnd();
  const last = events.at(-1);
  if (!last) {
    return [{ id: formatPosition({ seq: read, part: 1 }), event: toError({ message: DELETED }) }];
  }
  if (isAfter({ position: after, other: { seq: read, part: 0 } })) {
    return [{ id: formatPosition({ seq: last.seq, part: 0 }), event: toError({ message: GONE }) }];
  }
  // Text that was told before is not told again.
  const missing = read > 1 ? [last] : events;
  const told = missing.reduce<{ state: FoldState; told: AGUIEvent[] }>(
    (sum, event) => {
      const folded = foldEvent({ state: sum.state, event });
      return { state: folded.state, told: [...sum.told, ...folded.told] };
    },
    { state, told: [] },
  ).told;
  return placed({ events: told, seq: last.seq }).map(({ event, position }) => ({ id: formatPosition(position), event }));
}

function toError({ message }: { message: string }): AGUIEvent {
  return { type: EventType.RUN_ERROR, message, code: 'resume_gone' };
}

/** What wakes a stream: an event that was stored here, the next look, or its end. */
function createNews({ source, clock, signal }: { source: RunSource; clock: Clock; signal: AbortSignal }): {
  wait(): Promise<void>;
  close(): void;
} {
  let hasNews = false;
  let wake: () => void = () => undefined;
  const onNews = (): void => {
    hasNews = true;
    wake();
  };
  const stopListening = source.onStored(onNews);
  signal.addEventListener('abort', onNews, { once: true });
  return {
    async wait() {
      if (!hasNews) {
        await new Promise<void>((resolve) => {
          const stopTimer = clock.after(LOOK_MS, resolve);
          wake = () => {
            stopTimer();
            resolve();
          };
        });
      }
      hasNews = false;
    },
    close() {
      stopListening();
      signal.removeEventListener('abort', onNews);
    },
  };
}
