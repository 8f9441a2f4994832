import type { Turn } from '#rpc/chat.ts';

/** The loaded end of a conversation, oldest first. */
export interface Transcript {
  turns: readonly Turn[];
  /** Whether the conversation goes on before the first turn here. */
  hasMore: boolean;
}

export const emptyTranscript: Transcript = { turns: [], hasMore: false };

export interface TranscriptPage {
  turns: readonly Turn[];
  has_more: boolean;
}

/** The page's turns, each as the object that is held if nothing about it changed: what did not change is not drawn again. */
function kept({ turns }: Transcript, page: TranscriptPage): readonly Turn[] {
  const held = new Map(turns.map((turn) => [turn.request_id, turn]));
  return page.turns.map((turn) => {
    const before = held.get(turn.request_id);
    return before && JSON.stringify(before) === JSON.stringify(turn) ? before : turn;
  });
}

/** Puts the newest page in: from its first turn on it is the truth, a turn that it lacks is gone. */
export function withNewest(transcript: Transcript, newest: TranscriptPage): Transcript {
  const page = { ...newest, turns: kept(transcript, newest) };
  const from = page.turns[0]?.position;
  if (from === undefined || !page.has_more) return { turns: page.turns, hasMore: page.has_more };
  const before = transcript.turns.filter((turn) => turn.position < from);
  const joined = before.at(-1)?.position === from - 1 || before.length === 0;
  // A hole between what is held and the page: what lies before it is read again when it is scrolled to.
  if (!joined || before.length === 0) return { turns: page.turns, hasMore: true };
  return { turns: [...before, ...page.turns], hasMore: transcript.hasMore };
}

export function withOlder(transcript: Transcript, page: TranscriptPage): Transcript {
  const first = transcript.turns[0]?.position ?? Number.POSITIVE_INFINITY;
  return { turns: [...page.turns.filter((turn) => turn.position < first), ...transcript.turns], hasMore: page.has_more };
}

/** The turn that is being answered now, the newest if there are several. */
export function runningTurn({ turns }: Transcript): Turn | undefined {
  return turns.findLast((turn) => ['answering', 'awaited', 'waiting'].includes(turnPhase(turn)));
}

/**
 * Where a turn stands. `held`: the message waits for the user's word. `queued`: waits for the backend. `deferred`: the backend is there and
 * did not take it now. `waiting`: the
 * answer waits for the user's word. `awaited`: sent, no word of the answer yet. `answering`: words
 * or tools are coming. `ended`: answered, well or not. `refused`: never taken.
 */
export type TurnPhase = 'held' | 'queued' | 'deferred' | 'awaited' | 'answering' | 'waiting' | 'ended' | 'refused';

export function turnPhase(turn: Turn): TurnPhase {
  if (turn.answer) {
    if (turn.answer.status !== 'running' && turn.answer.status !== 'waiting') return 'ended';
    if (turn.answer.waiting_for.length > 0) return 'waiting';
    return turn.answer.text === '' && turn.answer.cards.length === 0 ? 'awaited' : 'answering';
  }
  if (turn.deferred && turn.delivery !== 'failed') return 'deferred';
  switch (turn.delivery) {
    case 'held':
      return 'held';
    case 'queued':
      return 'queued';
    case 'failed':
      return 'refused';
    case 'sent':
    case 'accepted':
      return 'awaited';
    default:
      return turn.delivery satisfies never;
  }
}

/** What a screen reader is told of the newest turn; the answer once, when it is whole. */
export function announcement({ turns }: Transcript): string {
  const turn = turns.at(-1);
  if (!turn) return '';
  const phase = turnPhase(turn);
  switch (phase) {
    case 'held':
      return 'Your message was not sent yet: it waits for your decision.';
    case 'waiting':
      return turn.answer?.waiting_for.length === 1
        ? 'The answer waits for your decision.'
        : `The answer waits for ${turn.answer?.waiting_for.length} decisions of yours.`;
    case 'queued':
      return 'Your message is kept until the backend answers.';
    case 'deferred':
      return `Your message waits. ${turn.deferred?.reason ?? ''} It is sent again by itself.`;
    case 'awaited':
    case 'answering':
      return 'Adiuva is answering.';
    case 'refused':
      return `Your message was not sent. ${turn.failure ?? ''}`;
    case 'ended':
      return `Adiuva answered: ${turn.answer?.text.slice(0, 300) ?? ''}`;
    default:
      return phase satisfies never;
  }
}
