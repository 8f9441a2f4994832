import { plainText } from '#core/app-screen/index.ts';
import type { KeptCalls, StoredApproval } from '#core/approvals/index.ts';
import type { Notifications } from '#core/ports/notifications.ts';
import type { Run, RunIntake } from '#core/runs/index.ts';

/** How much of an answer or a summary a notification shows, in characters. */
const BODY_LENGTH = 160;

function shortened(text: string): string {
  const line = plainText(text).replaceAll(/\s+/g, ' ');
  return line.length <= BODY_LENGTH ? line : `${line.slice(0, BODY_LENGTH - 1).trimEnd()}…`;
}

/** Says it outside of the window when something waits for the user's word, and when a run of theirs is over. */
export function callForAttention({
  notifications,
  kept,
  intake,
  answerOf,
}: {
  notifications: Notifications;
  kept: Pick<KeptCalls, 'onKept'>;
  intake: Pick<RunIntake, 'onEnded'>;
  /** What the run answered, as the user may read it. */
  answerOf: (run: Run) => string;
}): void {
  kept.onKept(({ summary }: StoredApproval) =>
    notifications.show({ title: 'Adiuva asks for your word', body: shortened(summary), opens: { kind: 'waiting' } }),
  );
  intake.onEnded((run) => {
    // What the user stopped themselves is no news; nor is what no conversation shows.
    if (run.sessionId === null || run.status === 'cancelled') return;
    notifications.show({
      title: run.status === 'success' || run.status === 'partial' ? 'Adiuva has answered' : 'A request could not be finished',
      body: shortened(answerOf(run)) || 'Open the conversation to see it.',
      opens: { kind: 'conversation', session_id: run.sessionId },
    });
  });
}
