/** Tells whoever follows a run in this process that something of it was stored. What was stored is read from the database. */
export interface StoredNotices {
  tell(runId: string): void;
  /** Answers what ends it. */
  listen(request: { runId: string; listener: () => void }): () => void;
}

export function createStoredNotices(): StoredNotices {
  const listeners = new Map<string, Set<() => void>>();
  return {
    tell(runId) {
      for (const listener of listeners.get(runId) ?? []) listener();
    },
    listen({ runId, listener }) {
      const ofRun = listeners.get(runId) ?? new Set();
      listeners.set(runId, ofRun.add(listener));
      return () => {
        ofRun.delete(listener);
        if (ofRun.size === 0 && listeners.get(runId) === ofRun) listeners.delete(runId);
      };
    },
  };
}
