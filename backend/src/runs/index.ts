export { createRuns, type Runs } from './create-runs.ts';
export type { ApprovalDecision, DecisionOutcome } from './decisions.ts';
export type { DeviceAddress, DeviceLink } from './device-link.ts';
export { goneFinal } from './device-runs.ts';
export type { RunLimits } from './limits.ts';
export { RunRefused } from './open-run.ts';
export { LeaseLostError } from './run-log.ts';
export { readSnapshot, SnapshotTooNewError, type RunState } from './session-snapshot.ts';
