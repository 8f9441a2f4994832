import { expect, test } from 'vitest';
import { isCoreLost, type LinkState, lostReason, nextLinkState, retryDelay } from './link-state.ts';

const first: LinkState = { phase: 'connecting', attempt: 0 };

test('a first attempt is no news; a core that ended is, also while it is tried again', () => {
  expect(isCoreLost(first)).toBe(false);
  const lost = nextLinkState(first, { type: 'closed', reason: 'ended', at: 1_000 });
  expect(lost).toEqual({ phase: 'lost', attempt: 1, reason: 'ended', retryAt: 1_250 });
  const again = nextLinkState(lost, { type: 'opening' });
  expect(lostReason(again)).toBe('ended');
  expect(isCoreLost(nextLinkState(again, { type: 'opened' }))).toBe(false);
});

test('pauses between attempts double to five seconds, and begin anew after a connection', () => {
  expect([1, 2, 3, 4, 5, 6, 20].map(retryDelay)).toEqual([250, 500, 1_000, 2_000, 4_000, 5_000, 5_000]);
  let state: LinkState = { phase: 'open' };
  for (const attempt of [1, 2, 3]) {
    state = nextLinkState(state, { type: 'closed', reason: 'refused', at: 0 });
    expect(state).toMatchObject({ phase: 'lost', attempt });
    state = nextLinkState(state, { type: 'opening' });
  }
  state = nextLinkState(nextLinkState(state, { type: 'opened' }), { type: 'closed', reason: 'ended', at: 0 });
  expect(state).toMatchObject({ attempt: 1 });
});

test('a window without a key is told apart', () => {
  expect(isCoreLost(nextLinkState(first, { type: 'no_key' }))).toBe(true);
});
