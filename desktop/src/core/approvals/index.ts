export { createApprovalRepository, type ApprovalRepository, type StoredApproval } from './approval-repository.ts';
export { createHeldMessages } from './held-messages.ts';
export { createKeptCalls, type KeptCall, type KeptCalls } from './kept-calls.ts';
export { createSettlement, type Settlement } from './settlement.ts';
export { shownSchema, whySchema, type Shown, type Why } from './shown.ts';
