export { concerns, type Invalidation } from './change-feed.ts';
export { connectCore, type CoreConnection } from './connect-core.ts';
export { isCoreLost, lostReason, type LinkState } from './link-state.ts';
export { takeWindowKey } from './window-key.ts';
