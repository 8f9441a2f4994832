export { rotateKeys } from './rotate-keys.ts';
export { describeRotation, type RotationEvent } from './rotation-event.ts';
