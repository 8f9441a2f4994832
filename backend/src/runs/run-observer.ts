import type { ToolReply } from '#backend/agents/index.ts';
import type { EndStatus, RunRecord } from '#backend/storage/run-repository.ts';

/** Hears what runs come to, once it is stored; for metrics. */
export interface RunObserver {
  /** `ms`: since it was asked for. */
  ended(run: { kind: RunRecord['kind']; status: EndStatus; ms: number }): void;
  toolCalled(call: { tool: string; outcome: ToolReply['outcome'] }): void;
}
