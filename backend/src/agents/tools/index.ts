export { chatTools, type ToolName } from './chat-tools.ts';
export { ApprovalPending, DeviceRefusal, type DeviceAnswer, type DevicePower, type DeviceRequest } from './device-power.ts';
export { placeOf, reasonToAsk, type ToolPlace } from './tool-policy.ts';
export { ToolFault, type Tool, type ToolContext } from './tool.ts';
