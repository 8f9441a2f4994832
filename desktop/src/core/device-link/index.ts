export { createAcknowledgements } from './acknowledgements.ts';
export { createDeviceLink, type DeviceLink, type LinkTarget } from './device-link.ts';
export { createFrameDesk } from './frame-desk.ts';
