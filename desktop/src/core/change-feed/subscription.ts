import { createEventStream } from '#core/event-stream.ts';
import type { Change } from '#rpc/app.ts';
import type { ChangeFeed } from './change-feed.ts';

/** Changes kept for a reader that does not read; the oldest go first, and the gap in `rev` tells it so. */
const KEPT = 1_000;

/** A reader's own stream of changes, `hello` with the current `rev` first, until `signal` aborts or it returns. */
export function subscribeToChanges({
  feed,
  signal,
}: {
  feed: ChangeFeed;
  signal: AbortSignal | undefined;
}): AsyncIteratorObject<Change, undefined, void> {
  const from: { unsubscribe?: () => void } = {};
  const stream = createEventStream<Change>({ kept: KEPT, signal, onEnd: () => from.unsubscribe?.() });
  if (signal?.aborted) return stream.events;
  stream.push({ rev: feed.rev(), topic: 'hello' });
  from.unsubscribe = feed.subscribe((change) => stream.push(change));
  return stream.events;
}
