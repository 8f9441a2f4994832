import { DeviceError } from './device-error.ts';

/** For procedures whose feature is on its way. */
export function pending(): never {
  throw new DeviceError('internal', 'This is not there yet.');
}
