export { ModelFailure } from './ask-model.ts';
export { HISTORY_TURNS, type Turn } from './conversation.ts';
export type { GivenFile } from './given-file.ts';
export { describeInstant } from './local-time.ts';
export { askRouter, intentSchema, wordsOf, type Intent } from './orchestrator/index.ts';
export { outcomeOf } from './run-tool.ts';
export { readStepAnswer, type StepAnswer, type ToolReply, type ToolRequest } from './step-answer.ts';
export type { ApprovedInput, StepRecord, ToolCallPlace } from './step-record.ts';
export { runToolLoop, type LoopAnswer } from './tool-loop.ts';
export {
  ApprovalPending,
  chatTools,
  DeviceRefusal,
  placeOf,
  reasonToAsk,
  type DeviceAnswer,
  type DevicePower,
  type DeviceRequest,
} from './tools/index.ts';
