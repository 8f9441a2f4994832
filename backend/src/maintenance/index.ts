export { keepTidy } from './keep-tidy.ts';
export { rotateKeys } from './rotate-keys.ts';
export { describeRotation, type RotationEvent } from './rotation-event.ts';
