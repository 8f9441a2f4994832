export { NO_BACKEND, OWN_BACKEND } from './destinations.ts';
export { createExecutedCalls, type ExecutedCalls } from './executed-calls.ts';
export { createGrantRepository } from './grant-repository.ts';
export { createGrants, rowKey, type BoundGrant, type Grants } from './grants.ts';
export { AMOUNTS, CHAT_LIMITS, limitSentence, passedLimits, type Amounts } from './limits.ts';
