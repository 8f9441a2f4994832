export { ApprovalSettings } from './approval-settings.tsx';
export { type ApprovalsStore, createApprovalsStore } from './create-approvals-store.ts';
export { ApprovalsTray } from './lazy-approvals-tray.tsx';
export { RunApprovals, type RunApprovalsProps } from './run-approvals.tsx';
