import type { Clock } from '#backend/clock.ts';
import type { ToldEvent } from './tell-run.ts';

/** A reader that takes nothing for so long is let go, in milliseconds. It goes on at its last id when it is back. */
const STALLED_MS = 30_000;
/** Characters that are handed on at once, about. */
const CHUNK_CHARACTERS = 64 * 1024;

/** What a stream begins with: its head goes out at once, and a browser that loses it comes back after a second. */
const OPENING = 'retry: 1000\n\n';
const ALIVE = ': alive\n\n';

/**
 * The text of a stream of server-sent events. Nothing is read ahead of the reader: what it does not take is not fetched.
 * `onStalled`: the reader has taken nothing for long.
 */
export async function* toServerSent({
  told,
  clock,
  onStalled,
}: {
  told: AsyncIterable<ToldEvent[] | 'alive'>;
  clock: Clock;
  onStalled: () => void;
}): AsyncGenerator<string> {
  let stopTimer = clock.after(STALLED_MS, onStalled);
  try {
    yield OPENING;
    stopTimer();
    for await (const batch of told) {
      for (const text of batch === 'alive' ? [ALIVE] : chunksOf(batch)) {
        stopTimer = clock.after(STALLED_MS, onStalled);
        yield text;
        stopTimer();
      }
    }
  } finally {
    stopTimer();
  }
}

function* chunksOf(events: ToldEvent[]): Generator<string> {
  let chunk = '';
  for (const { id, event } of events) {
    // JSON has no line break of its own: an event is one line of data.
    chunk += `id: ${id}\ndata: ${JSON.stringify(event)}\n\n`;
    if (chunk.length < CHUNK_CHARACTERS) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}
