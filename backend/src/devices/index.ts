export { createDevices, type Devices, type ListedDevice } from './create-devices.ts';
