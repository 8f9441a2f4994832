export { type ApprovalsStore, createApprovalsStore } from './create-approvals-store.ts';
export { RunApprovals, type RunApprovalsProps } from './run-approvals.tsx';
