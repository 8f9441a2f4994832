export { createExecutedCalls, type ExecutedCalls } from './executed-calls.ts';
export { createGrantRepository } from './grant-repository.ts';
export { createGrants, type BoundGrant, type Grants } from './grants.ts';
export { addUse, CHAT_LIMITS, passedLimit, type Amounts } from './limits.ts';
