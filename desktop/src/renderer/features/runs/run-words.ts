import type { EndedRun, OpenRun, RunPhase } from '#rpc/runs.ts';
import { errorSentence, limitSentence, toolWords } from '#renderer/features/chat/index.ts';
import { usageWords } from '#renderer/usage-words.ts';

export interface PhaseWords {
  /** `moving`: something is being done. `waiting`: it is the user's turn. `still`: neither. */
  tone: 'moving' | 'waiting' | 'still';
  /** Where it stands, in two or three words. */
  label: string;
  /** What that is about. */
  detail?: string;
}

/** Seconds until it is tried again, in words. */
function retryIn({ retryAt, now }: { retryAt: number; now: number }): string {
  const seconds = Math.ceil((retryAt - now) / 1_000);
  return seconds <= 0 ? 'It is being sent again.' : `It is sent again in ${seconds} s.`;
}

/** Where something that goes on or waits stands. */
export function phaseWords({ phase, now }: { phase: RunPhase; now: number }): PhaseWords {
  switch (phase.kind) {
    case 'held':
      return { tone: 'waiting', label: 'Waits for you', detail: 'Send this message, or not?' };
    case 'unsent':
      return { tone: 'still', label: 'Not sent yet', detail: 'It is sent when the backend is back.' };
    case 'deferred':
      return {
        tone: 'still',
        label: 'Waits to be taken',
        detail: `${phase.reason} ${retryIn({ retryAt: phase.retry_at, now })}`,
      };
    case 'queued':
      return { tone: 'moving', label: 'In the queue', detail: 'The backend has it, and has not begun.' };
    case 'thinking':
      return { tone: 'moving', label: 'Thinking' };
    case 'writing':
      return { tone: 'moving', label: 'Writing the answer' };
    case 'working': {
      const [first = 'something', ...others] = phase.tools.map((tool) => toolWords({ tool, state: 'running' }));
      return { tone: 'moving', label: 'At work', detail: others.length === 0 ? first : `${first}, and ${others.length} more` };
    }
    case 'waiting': {
      const [first, ...named] = phase.summaries;
      const more = phase.count - (first === undefined ? 0 : 1);
      if (first === undefined) return { tone: 'waiting', label: 'Waits for you' };
      const rest =
        more === 1 && named[0] !== undefined ? `; ${named[0]}` : more > 0 ? `, and ${more.toLocaleString('en')} more` : '';
      return { tone: 'waiting', label: 'Waits for you', detail: `${first}${rest}` };
    }
    case 'stopping':
      return { tone: 'still', label: 'Stopping', detail: 'What was done until now is kept.' };
    case 'away':
      return { tone: 'still', label: 'Backend away', detail: 'It goes on when the backend is back.' };
    default:
      return phase satisfies never;
  }
}

const amount = (count: number, [one, many]: readonly [string, string]): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** What it was answered by this device, and what its model used; undefined: nothing yet. */
export function usedWords({ used, usage }: Pick<OpenRun, 'used' | 'usage'>): string | undefined {
  const parts = [
    used && used.rows > 0 ? `${amount(used.rows, ['row', 'rows'])} read` : undefined,
    used && used.changes > 0 ? amount(used.changes, ['change', 'changes']) : undefined,
    usageWords(usage),
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(' · ');
}

export interface EndWords {
  tone: 'done' | 'quiet' | 'problem';
  label: string;
  /** Why it ended so, where that needs saying. */
  detail?: string;
}

/** How a run ended. */
export function endWords({ status, code }: Pick<EndedRun, 'status' | 'code'>): EndWords {
  switch (status) {
    case 'success':
      return { tone: 'done', label: 'Answered' };
    case 'partial':
      return { tone: 'quiet', label: 'Partly done', detail: 'A part could not be done; what was done is kept.' };
    case 'cancelled':
      return { tone: 'quiet', label: 'Stopped', detail: 'What was done until then is kept.' };
    case 'limit':
      return { tone: 'quiet', label: 'Came to a limit', detail: limitSentence(code) };
    case 'error':
      return { tone: 'problem', label: 'Failed', detail: errorSentence(code) };
    case 'waiting':
      return { tone: 'quiet', label: 'Waits' };
    default:
      return status satisfies never;
  }
}
