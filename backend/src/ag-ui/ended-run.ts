import { EventType, type AGUIEvent, type RunFinishedOutcome, type TokenUsage } from '@ag-ui/core';
import type { BackendFrameOf, Usage } from '@adiuva/shared-protocol';

type Final = BackendFrameOf<'final'>;

const NOTHING: Omit<Usage, 'model'> = {
  input_tokens: 0,
  output_tokens: 0,
  cached_input_tokens: 0,
  reasoning_tokens: 0,
  cost_usd: 0,
};

/**
 * How a `final` that is no wait is told: an answer, also a partial one, and a cancel are RUN_FINISHED; an error or a limit
 * is RUN_ERROR with its sentence. `toldUsage`: what was told at the run's last wait, since AG-UI counts each part of a run
 * for itself.
 */
export function toEnd({
  final,
  threadId,
  toldUsage,
}: {
  final: Final;
  threadId: string;
  toldUsage: Usage | undefined;
}): AGUIEvent {
  const counted = countUsage({ usage: final.usage, toldUsage });
  const code = final.code ?? undefined;
  switch (final.status) {
    case 'error':
    case 'limit':
      return {
        type: EventType.RUN_ERROR,
        message: final.response,
        code: code ?? final.status,
        ...counted,
      };
    case 'cancelled':
      return finished({ final, threadId, outcome: { type: 'cancelled' }, counted });
    case 'success':
    case 'partial':
    case 'waiting':
      return finished({ final, threadId, outcome: { type: 'success' }, counted });
    default:
      return final.status satisfies never;
  }
}

type CountedUsage = { usage: TokenUsage[]; metadata: { cost_usd: number } };

function finished({
  final,
  threadId,
  outcome,
  counted,
}: {
  final: Final;
  threadId: string;
  outcome: RunFinishedOutcome;
  counted: CountedUsage;
}): AGUIEvent {
  const { status, response, code } = final;
  return {
    type: EventType.RUN_FINISHED,
    threadId,
    runId: final.run_id,
    result: { status, response, ...(code ? { code } : {}) },
    outcome,
    ...counted,
  };
}

/** Tokens since the last wait by AG-UI's names, and US dollars beside them. */
export function countUsage({ usage, toldUsage }: { usage: Usage; toldUsage: Usage | undefined }): CountedUsage {
  const before = toldUsage ?? NOTHING;
  const since = (name: keyof typeof NOTHING): number => Math.max(0, usage[name] - before[name]);
  const inputTokens = since('input_tokens');
  const outputTokens = since('output_tokens');
  return {
    usage: [
      {
        ...(usage.model === '' ? {} : { model: usage.model }),
        inputTokens,
        outputTokens,
        totalTokens: inputTokens + outputTokens,
        cachedInputTokens: since('cached_input_tokens'),
        reasoningTokens: since('reasoning_tokens'),
      },
    ],
    metadata: { cost_usd: since('cost_usd') },
  };
}
