import { useCallback, useEffect, useRef, useState } from 'react';
import type { Change } from '#rpc/app.ts';
import { useAppPowers } from '#renderer/app-powers.ts';
import { concerns } from '#renderer/core-connection/index.ts';
import { type Failure, failureOf } from '#renderer/rpc-client.ts';

/**
 * Reads something of the core, and again with every change of what it is made of. What was read stays
 * where it cannot be read again, and so does what is being written in it; it goes where it is no longer there.
 */
export function useRead<Found>({
  key,
  read,
  topics,
}: {
  /** What is read: another key is another thing. */
  key: string;
  read: () => Promise<Found>;
  topics: readonly Change['topic'][];
}): { found: Found | undefined; failure: Failure | undefined; refresh: () => void } {
  const { core } = useAppPowers();
  const [state, setState] = useState<{ key?: string; found?: Found; failure?: Failure }>({});
  const latest = useRef({ read, topics });
  useEffect(() => {
    latest.current = { read, topics };
  });
  const turn = useRef(0);
  const refresh = useCallback(async () => {
    turn.current += 1;
    const mine = turn.current;
    try {
      const found = await latest.current.read();
      if (mine === turn.current) setState({ key, found });
    } catch (error) {
      const failure = failureOf(error);
      if (mine === turn.current) setState((before) => (failure.kind === 'not_found' ? { failure } : { ...before, failure }));
    }
  }, [key]);
  useEffect(() => {
    void refresh();
    const stop = core.onInvalidation((invalidation) => {
      if (latest.current.topics.some((topic) => concerns(invalidation, { topic }))) void refresh();
    });
    return () => {
      turn.current += 1;
      stop();
    };
  }, [core, refresh]);
  return { found: state.found, failure: state.failure, refresh: () => void refresh() };
}
