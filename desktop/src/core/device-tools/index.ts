export { createCallDesk, errorFields, resultText, translateFault, type CallDesk } from './call-desk.ts';
export type { ToolCall } from './payload.ts';
