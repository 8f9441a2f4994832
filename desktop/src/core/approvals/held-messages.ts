import { hash } from 'node:crypto';
import type { ApprovalRepository } from './approval-repository.ts';
import type { KeptCalls } from './kept-calls.ts';
import type { Shown, Why } from './shown.ts';

/** Messages of the user's own that name clients whose rows do not leave: each is asked about, by its request's id. */
export interface HeldMessages {
  /** In a transaction. */
  hold(message: { requestId: string; text: string; names: readonly { clientId: string; name: string }[] }): void;
  /** The user said that this one may go. */
  isAllowed(requestId: string): boolean;
  /** It was taken back, so there is nothing to ask any more. */
  drop(requestId: string): void;
}

const nothingShown: Shown = { fields: [], hanging: [], since: [] };

export function createHeldMessages({ repository, kept }: { repository: ApprovalRepository; kept: KeptCalls }): HeldMessages {
  return {
    hold({ requestId, text, names }) {
      if (repository.find(requestId)?.state === 'pending') return;
      const listed = names.map(({ name }) => `“${name}”`).join(', ');
      const why: Why[] = [
        {
          code: 'privacy',
          sentence: `Your rule says that nothing of ${listed} leaves this device. The message itself would; the rows stay here either way.`,
        },
      ];
      kept.keep({
        approvalId: requestId,
        kind: 'message',
        runId: null,
        action: 'chat_request',
        tableName: 'clients',
        rowId: names[0]?.clientId ?? null,
        payloadSha256: hash('sha256', text, 'hex'),
        call: JSON.stringify({ message: text }),
        why: JSON.stringify(why),
        summary: `Send your message that names ${listed}`,
        shown: JSON.stringify(nothingShown),
        baseRevision: null,
      });
    },
    isAllowed: (requestId) => repository.find(requestId)?.state === 'executed',
    drop(requestId) {
      const asked = repository.find(requestId);
      if (asked?.state === 'pending') kept.setState({ seq: asked.seq, state: 'closed' });
    },
  };
}
