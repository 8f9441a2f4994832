import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Change } from '#rpc/app.ts';
import { concerns, emptyFeed, type FeedState, withChange } from './change-feed.ts';

const after = (...changes: Change[]): FeedState => changes.reduce(withChange, emptyFeed);
const taken = (state: FeedState): FeedState => ({ ...state, pending: undefined });

test('the first event of a stream means: read everything', () => {
  expect(after({ rev: 7, topic: 'hello' }).pending).toEqual({ all: true });
});

test('changes without a gap name their topics and keys', () => {
  const hello = taken(after({ rev: 7, topic: 'hello' }));
  const { pending } = withChange(withChange(hello, { rev: 8, topic: 'tasks' }), { rev: 9, topic: 'session', key: 'a' });
  if (!pending) throw new Error('nothing pending');
  expect(concerns(pending, { topic: 'tasks' })).toBe(true);
  expect(concerns(pending, { topic: 'session', key: 'a' })).toBe(true);
  expect(concerns(pending, { topic: 'session', key: 'b' })).toBe(false);
  expect(concerns(pending, { topic: 'projects' })).toBe(false);
});

test('a gap means: read everything; an old change adds nothing', () => {
  const hello = taken(after({ rev: 7, topic: 'hello' }));
  expect(withChange(hello, { rev: 9, topic: 'tasks' }).pending).toEqual({ all: true });
  expect(withChange(hello, { rev: 7, topic: 'tasks' })).toBe(hello);
});

test('whatever comes in, no change is lost between two readings', () => {
  const topic = fc.constantFrom('tasks' as const, 'session' as const, 'activity' as const);
  const key = fc.option(fc.constantFrom('a', 'b', 'c'), { nil: undefined });
  fc.assert(
    fc.property(fc.array(fc.record({ topic, key, skipped: fc.boolean() }), { minLength: 1 }), (script) => {
      let state = taken(after({ rev: 0, topic: 'hello' }));
      let rev = 0;
      for (const { topic, key, skipped } of script) {
        rev += skipped ? 2 : 1;
        state = withChange(state, { rev, topic, ...(key === undefined ? {} : { key }) });
      }
      const { pending } = state;
      if (!pending) return false;
      return script.every(({ topic, key }) => concerns(pending, { topic, key })) && state.rev === rev;
    }),
  );
});
