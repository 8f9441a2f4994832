import { hash } from 'node:crypto';
import type { ApprovalRepository } from './approval-repository.ts';
import type { KeptCalls } from './kept-calls.ts';
import type { Shown, Why } from './shown.ts';

/** Why a message of the user's own is asked about. */
interface Held {
  requestId: string;
  text: string;
  names: readonly { clientId: string; name: string }[];
  /** Names of its files that cannot be looked into, and of those that hold what would else leave as a pseudonym. */
  unseen: readonly string[];
  unveiled: readonly string[];
}

/** Messages of the user's own that their rules for clients are about: each is asked about, by its request's id. */
export interface HeldMessages {
  /** In a transaction. */
  hold(message: Held): void;
  /** The user said that this one may go. */
  isAllowed(requestId: string): boolean;
  /** It was taken back, so there is nothing to ask any more. */
  drop(requestId: string): void;
}

const nothingShown: Shown = { fields: [], hanging: [], since: [] };

const listed = (names: readonly string[]): string => names.map((name) => `“${name}”`).join(', ');

function sentencesOf({ names, unseen, unveiled }: Pick<Held, 'names' | 'unseen' | 'unveiled'>): string[] {
  const clients = listed(names.map(({ name }) => name));
  return [
    ...(names.length > 0
      ? [`Your rule says that nothing of ${clients} leaves this device. The message itself would; the rows stay here either way.`]
      : []),
    ...(unseen.length > 0
      ? [
          `You have rules for what may leave of some clients, and nobody here can look into ${listed(unseen)}. It would leave this device whole.`,
        ]
      : []),
    ...(unveiled.length > 0
      ? [`${listed(unveiled)} holds what else leaves as a pseudonym. A file leaves as it is, with the real names and amounts.`]
      : []),
  ];
}

function summaryOf({ names, files }: { names: Held['names']; files: readonly string[] }): string {
  if (names.length > 0) return `Send your message that names ${listed(names.map(({ name }) => name))}`;
  return `Send your message with ${listed(files)}`;
}

export function createHeldMessages({ repository, kept }: { repository: ApprovalRepository; kept: KeptCalls }): HeldMessages {
  return {
    hold({ requestId, text, names, unseen, unveiled }) {
      if (repository.find(requestId)?.state === 'pending') return;
      const why = sentencesOf({ names, unseen, unveiled }).map((sentence): Why => ({ code: 'privacy', sentence }));
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
        summary: summaryOf({ names, files: [...new Set([...unseen, ...unveiled])] }),
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
