export interface EventStream<Event> {
  /** Hands an event on; the oldest that was not read goes first when too many wait. Nothing after the end. */
  push(event: Event): void;
  /** What the reader iterates over. It ends when `signal` aborts or the reader returns. */
  events: AsyncIteratorObject<Event, undefined, void>;
}

/**
 * A reader's own stream of events, bounded for one that does not read.
 * @param kept events that wait at most
 * @param onEnd called once, when nobody reads any more
 */
export function createEventStream<Event>({
  kept,
  signal,
  onEnd,
}: {
  kept: number;
  signal: AbortSignal | undefined;
  onEnd: () => void;
}): EventStream<Event> {
  const waiting: Event[] = [];
  let wake: (() => void) | undefined;
  let ended = false;

  function end(): void {
    if (ended) return;
    ended = true;
    onEnd();
    wake?.();
  }
  if (signal?.aborted) end();
  signal?.addEventListener('abort', end, { once: true });

  async function next(): Promise<IteratorResult<Event, undefined>> {
    if (ended) return { done: true, value: undefined };
    const event = waiting.shift();
    if (event !== undefined) return { done: false, value: event };
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
    return next();
  }

  return {
    push(event) {
      if (ended) return;
      waiting.push(event);
      if (waiting.length > kept) waiting.shift();
      wake?.();
    },
    events: {
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
    },
  };
}
