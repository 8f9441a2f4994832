import type { Change } from '#rpc/app.ts';

type Topic = Change['topic'];

/** Tells whoever shows something that it changed. `rev` grows by one with every change. */
export interface ChangeFeed {
  /** Announces at the end of this turn of the event loop; the same topic and key are told once a turn. */
  publish(topic: Exclude<Topic, 'hello'>, key?: string): void;
  rev(): number;
  /** Leaves a gap in `rev` before the next change: whoever hears that reads everything again. */
  skip(): void;
  /** Answers what ends the subscription. */
  subscribe(listen: (change: Change) => void): () => void;
}

export function createChangeFeed(): ChangeFeed {
  let rev = 0;
  const listeners = new Set<(change: Change) => void>();
  const pending = new Map<string, { topic: Topic; key?: string }>();

  function tell(): void {
    const changes = [...pending.values()];
    pending.clear();
    for (const change of changes) {
      rev += 1;
      for (const listen of listeners) listen({ rev, ...change });
    }
  }

  return {
    publish(topic, key) {
      if (pending.size === 0) queueMicrotask(tell);
      pending.set(`${topic} ${key ?? ''}`, key === undefined ? { topic } : { topic, key });
    },
    rev: () => rev,
    skip() {
      rev += 1;
    },
    subscribe(listen) {
      listeners.add(listen);
      return () => {
        listeners.delete(listen);
      };
    },
  };
}
