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
  const waiting: Change[] = [{ rev: feed.rev(), topic: 'hello' }];
  let wake: (() => void) | undefined;
  let ended = false;

  const unsubscribe = feed.subscribe((change) => {
    waiting.push(change);
    if (waiting.length > KEPT) waiting.shift();
    wake?.();
  });
  function end(): void {
    ended = true;
    unsubscribe();
    wake?.();
  }
  if (signal?.aborted) end();
  signal?.addEventListener('abort', end, { once: true });

  async function next(): Promise<IteratorResult<Change, undefined>> {
    if (ended) return { done: true, value: undefined };
    const change = waiting.shift();
    if (change) return { done: false, value: change };
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
    return next();
  }

  return {
    next,
    async return() {
      end();
      return { done: true, value: undefined };
    },
    async throw(cause) {
      end();
      throw cause;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
    async [Symbol.asyncDispose]() {
      end();
    },
  };
}
