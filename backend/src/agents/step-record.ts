import type { ModelUsage } from '#backend/models/index.ts';
import type { StepAnswer, ToolReply, ToolRequest } from './step-answer.ts';
import type { DevicePower } from './tools/index.ts';

/** One tool call of one step of a run. */
export interface ToolCallPlace {
  step: number;
  ordinal: number;
  request: ToolRequest;
}

/** What the user allowed a tool to do: its input, or what they made of it. */
export interface ApprovedInput {
  input: unknown;
  isEdited: boolean;
}

/** Where a run's steps are kept. Writes are made in the order of the calls, and are all durable before the run ends. */
export interface StepRecord {
  /** What a worker before this one stored of a step. */
  stored(step: number): { answer: StepAnswer; replies: (ToolReply | undefined)[] } | undefined;
  /** Resolves when a model may be asked; rejects when the run may not go on: it is another worker's, or at a limit. */
  beforeModelCall(step: number): Promise<void>;
  /** Hears the text of a model call that begins now. */
  openMessage(): (text: string) => void;
  /** Keeps an answer that asks for tools. Whatever the tools send is sent after it is durable. */
  saveAnswer(step: { step: number; answer: StepAnswer; usage: ModelUsage }): void;
  /** Hears of a call that came to no answer; what it used is counted all the same. */
  callFailed(call: { step: number; error: unknown }): void;
  /** Resolves when the reply is durable. */
  saveReply(reply: ToolCallPlace & { reply: ToolReply }): Promise<void>;
  /** The device, for the calls of one tool call. */
  device(call: ToolCallPlace): DevicePower;
  /**
   * Asks the user whether the backend may run this tool. A reply instead of an input: it is not to be run (any more).
   * @throws ApprovalPending until they have said so.
   */
  approval(call: ToolCallPlace): Promise<ApprovedInput | ToolReply>;
  /** Names a tool call for good, for whoever is to do it once. */
  keyOf(call: ToolCallPlace): string;
}
