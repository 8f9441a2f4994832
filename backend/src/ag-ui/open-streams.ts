/** Streams of one user at most that are open at once, on one node. */
const STREAMS = 100;

/** Counts who listens, since each listener costs a look at the database twice a second. */
export interface OpenStreams {
  /** Answers what gives the place back; undefined: the user has all they may have. */
  take(userId: string): (() => void) | undefined;
}

export function createOpenStreams({ most = STREAMS }: { most?: number } = {}): OpenStreams {
  const counts = new Map<string, number>();
  return {
    take(userId) {
      const count = counts.get(userId) ?? 0;
      if (count >= most) return undefined;
      counts.set(userId, count + 1);
      return () => {
        const left = (counts.get(userId) ?? 1) - 1;
        if (left === 0) counts.delete(userId);
        else counts.set(userId, left);
      };
    },
  };
}
