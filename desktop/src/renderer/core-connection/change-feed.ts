import type { Change } from '#rpc/app.ts';

/** What to read again: everything, or the topics named, each with its keys (an empty set: the topic as a whole). */
export type Invalidation = { all: true } | { all: false; topics: ReadonlyMap<Topic, ReadonlySet<string>> };
export type Topic = Change['topic'];

export interface FeedState {
  rev: number | undefined;
  pending: Invalidation | undefined;
}

export const emptyFeed: FeedState = { rev: undefined, pending: undefined };

/**
 * Takes one change in. `hello` starts a stream: whatever was missed before it is unknown, so everything is read again;
 * so it is after a gap in `rev`. A change that was already seen adds nothing.
 */
export function withChange(state: FeedState, change: Change): FeedState {
  if (change.topic === 'hello' || state.rev === undefined || change.rev > state.rev + 1)
    return { rev: change.rev, pending: { all: true } };
  if (change.rev <= state.rev) return state;
  if (state.pending?.all) return { ...state, rev: change.rev };
  const topics = new Map(state.pending?.topics);
  const known = topics.get(change.topic);
  // A topic as a whole swallows its keys.
  if (change.key === undefined) topics.set(change.topic, new Set());
  else if (!known) topics.set(change.topic, new Set([change.key]));
  else if (known.size > 0) topics.set(change.topic, new Set([...known, change.key]));
  return { rev: change.rev, pending: { all: false, topics } };
}

/** Whether an invalidation concerns a topic, and one key of it when `key` is given. */
export function concerns(invalidation: Invalidation, { topic, key }: { topic: Topic; key?: string | undefined }): boolean {
  if (invalidation.all) return true;
  const keys = invalidation.topics.get(topic);
  if (!keys) return false;
  return keys.size === 0 || key === undefined || keys.has(key);
}
