/**
 * How this window stands with the app's own process (the core), as opposed to the backend.
 * `ended`: nothing answers at its address. `refused`: something answers there, but not to this window's key.
 */
export type LinkState =
  | { phase: 'connecting'; attempt: number; lost?: LostReason }
  | { phase: 'open' }
  | { phase: 'lost'; attempt: number; reason: LostReason; retryAt: number }
  | { phase: 'no_key' };

export type LostReason = 'ended' | 'refused';

export type LinkEvent =
  | { type: 'opening' }
  | { type: 'opened' }
  | { type: 'closed'; reason: LostReason; at: number }
  | { type: 'no_key' };

const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 5_000;

/** How long to wait before the attempt after `attempt` failed ones: doubling from 250 ms to 5 s. */
export function retryDelay(attempt: number): number {
  return Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.max(0, attempt - 1));
}

export function nextLinkState(state: LinkState, event: LinkEvent): LinkState {
  switch (event.type) {
    case 'opening':
      if (state.phase === 'lost') return { phase: 'connecting', attempt: state.attempt, lost: state.reason };
      return { phase: 'connecting', attempt: 0 };
    case 'opened':
      return { phase: 'open' };
    case 'closed': {
      const attempt = state.phase === 'connecting' || state.phase === 'lost' ? state.attempt + 1 : 1;
      return { phase: 'lost', attempt, reason: event.reason, retryAt: event.at + retryDelay(attempt) };
    }
    case 'no_key':
      return { phase: 'no_key' };
    default:
      return event satisfies never;
  }
}

/** What the window should say: a short first attempt is no news, a lost core is. */
export function lostReason(state: LinkState): LostReason | undefined {
  if (state.phase === 'lost') return state.reason;
  return state.phase === 'connecting' ? state.lost : undefined;
}

/** Whether the core is known to be out of reach: it ended, or does not take this window's key. */
export function isCoreLost(state: LinkState): boolean {
  return state.phase === 'no_key' || lostReason(state) !== undefined;
}
