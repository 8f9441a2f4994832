export { createCheckpoints, type Checkpoints } from './checkpoints.ts';
