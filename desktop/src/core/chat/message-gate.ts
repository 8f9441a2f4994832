import type { DeviceDatabase } from '#core/storage/index.ts';
import type { ChangeFeed } from '#core/change-feed/index.ts';
import type { ChatRepository, ChatRequest } from './chat-repository.ts';

/** The user's rules for what they say themselves. */
export interface MessageRules {
  /** The clients that a text names, and whose rows do not leave. */
  named(text: string): { clientId: string; name: string }[];
  /** The text as it may leave. */
  outgoingText(text: string): string;
}

/** Where the user is asked about a message, and what they said. */
export interface HeldMessageDesk {
  /** In a transaction. */
  hold(message: { requestId: string; text: string; names: readonly { clientId: string; name: string }[] }): void;
  isAllowed(requestId: string): boolean;
  /** It was taken back, so there is nothing to ask any more. */
  drop(requestId: string): void;
}

/** What stands between what the user says and the wire: a message that names a hidden client asks first. */
export interface MessageGate {
  /** In a transaction, before the first sending: the message as it may leave, or undefined when the user is asked. */
  pass(request: ChatRequest): ChatRequest | undefined;
  drop(requestId: string): void;
}

export function createMessageGate({
  database,
  repository,
  rules,
  desk,
  feed,
}: {
  database: DeviceDatabase;
  repository: ChatRepository;
  rules: MessageRules;
  desk: HeldMessageDesk;
  feed: ChangeFeed;
}): MessageGate {
  return {
    pass(request) {
      const { requestId, text, sessionId } = request;
      const names = rules.named(text);
      if (names.length > 0 && !desk.isAllowed(requestId)) {
        desk.hold({ requestId, text, names });
        repository.setState({ requestId, state: 'held' });
        database.afterCommit(() => {
          feed.publish('session', sessionId);
          feed.publish('status');
        });
        return undefined;
      }
      const message = rules.outgoingText(text);
      const frame: unknown = JSON.parse(request.frame);
      if (typeof frame !== 'object' || frame === null || !('message' in frame) || frame.message === message) return request;
      const changed = { ...request, frame: JSON.stringify({ ...frame, message }) };
      repository.setFrame({ requestId, frame: changed.frame });
      return changed;
    },
    drop: (requestId) => desk.drop(requestId),
  };
}
