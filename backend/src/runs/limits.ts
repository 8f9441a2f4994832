import { MAX_STEPS, type FinalCode } from '@adiuva/shared-protocol';
import type { RunRecord } from '#backend/storage/run-repository.ts';

/** What one run may use up. Waits for the user are no work, and count for nothing. */
export interface RunLimits {
  /** Milliseconds of work, over all its workers. */
  workMs: number;
  /** Tokens in and out, of all its model calls. */
  tokens: number;
  costUsd: number;
}

export const RUN_LIMITS: RunLimits = { workMs: 10 * 60_000, tokens: 1_000_000, costUsd: 5 };

type LimitCode = Extract<FinalCode, 'time_limit' | 'token_limit' | 'cost_limit'>;

/** The run is at a limit. The message is what the user reads. */
export class LimitReached extends Error {
  readonly code: LimitCode;

  constructor({ code, limits }: { code: LimitCode; limits: RunLimits }) {
    super(sentenceOf({ code, limits }));
    this.name = 'LimitReached';
    this.code = code;
  }
}

function sentenceOf({ code, limits }: { code: LimitCode; limits: RunLimits }): string {
  const end = 'What was done is kept. Ask for less at once, or tell me to go on.';
  switch (code) {
    case 'time_limit':
      return `This took longer than the ${Math.max(1, Math.round(limits.workMs / 60_000))} minutes that one message may take, so I stopped. ${end}`;
    case 'token_limit':
      return `This used more than the ${limits.tokens.toLocaleString('en')} tokens that one message may use, so I stopped. ${end}`;
    case 'cost_limit':
      return `This cost more than the $${limits.costUsd.toFixed(2)} that one message may cost, so I stopped. ${end}`;
    default:
      return code satisfies never;
  }
}

/** What a run has used up. */
export type RunUse = Pick<RunRecord, 'workedMs' | 'inputTokens' | 'outputTokens' | 'costUsd'>;

/** What is left of each limit, and of the steps with tools; never below zero. */
export function budgetLeft({ limits, used, step }: { limits: RunLimits; used: RunUse; step: number }): {
  steps: number;
  ms: number;
  tokens: number;
  cost_usd: number;
} {
  return {
    steps: Math.max(0, MAX_STEPS - step),
    ms: Math.max(0, limits.workMs - used.workedMs),
    tokens: Math.max(0, limits.tokens - used.inputTokens - used.outputTokens),
    cost_usd: Math.max(0, limits.costUsd - used.costUsd),
  };
}

/** @throws LimitReached before something more is begun that would be past a limit. */
export function checkLimits({ limits, used }: { limits: RunLimits; used: RunUse }): void {
  const left = budgetLeft({ limits, used, step: 0 });
  if (left.ms === 0) throw new LimitReached({ code: 'time_limit', limits });
  if (left.tokens === 0) throw new LimitReached({ code: 'token_limit', limits });
  if (left.cost_usd === 0 && used.costUsd > 0) throw new LimitReached({ code: 'cost_limit', limits });
}
