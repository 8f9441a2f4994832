export { concerns, type Invalidation } from './change-feed.ts';
export { chooseTransport } from './choose-transport.ts';
export { connectCore, type CoreConnection } from './connect-core.ts';
export { isCoreLost, lostReason, type LinkState } from './link-state.ts';
export { onProgramRequest } from './program-requests.ts';
