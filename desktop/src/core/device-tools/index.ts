export { createCallDesk, type CallDesk } from './call-desk.ts';
export { errorFields, resultText, translateFault } from './result-frame.ts';
export type { ToolCall } from './payload.ts';
export type { VectorLookup } from './vector-search.ts';
