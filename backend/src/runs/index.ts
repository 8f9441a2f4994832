export { createRuns, goneFinal, type ResumePoint, type Runs } from './create-runs.ts';
export type { DeviceAddress, DeviceLink } from './device-link.ts';
export { RunRefused } from './open-run.ts';
