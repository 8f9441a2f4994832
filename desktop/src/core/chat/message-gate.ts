import type { ReadableFile } from '#core/attachments/index.ts';
import type { DeviceDatabase } from '#core/storage/index.ts';
import type { ChangeFeed } from '#core/change-feed/index.ts';
import type { ChatRepository, ChatRequest } from './chat-repository.ts';

/** The user's rules for what they say themselves. */
export interface MessageRules {
  /** The clients that a text names, and whose rows do not leave to this model. */
  named(text: string, to: { model: string | undefined }): { clientId: string; name: string }[];
  /** The text as it may leave. */
  outgoingText(text: string): string;
  /** Whether a rule counts for what cannot be looked into. */
  watches(to: { model: string | undefined }): boolean;
}

/** Why a message asks before it leaves. */
export interface HeldMessage {
  requestId: string;
  text: string;
  /** Clients that it names, in its words or in its files. */
  names: readonly { clientId: string; name: string }[];
  /** Its files that cannot be looked into. */
  unseen: readonly string[];
  /** Its files that hold what would else leave as a pseudonym. */
  unveiled: readonly string[];
}

/** Where the user is asked about a message, and what they said. */
export interface HeldMessageDesk {
  /** In a transaction. */
  hold(message: HeldMessage): void;
  isAllowed(requestId: string): boolean;
  /** It was taken back, so there is nothing to ask any more. */
  drop(requestId: string): void;
}

/** What stands between what the user says and the wire: a message that the user's rules are about asks first. */
export interface MessageGate {
  /** In a transaction, before the first sending: the message as it may leave, or undefined when the user is asked. */
  pass(request: ChatRequest): ChatRequest | undefined;
  drop(requestId: string): void;
}

export function createMessageGate({
  database,
  repository,
  rules,
  readable,
  modelOf,
  desk,
  feed,
}: {
  database: DeviceDatabase;
  repository: ChatRepository;
  rules: MessageRules;
  /** A message's files, as far as they can be read. */
  readable: (requestId: string) => readonly ReadableFile[];
  /** Which model it is for; undefined: nobody knows before it is sent. */
  modelOf: (request: ChatRequest) => string | undefined;
  desk: HeldMessageDesk;
  feed: ChangeFeed;
}): MessageGate {
  function reasons({ requestId, text, ...request }: ChatRequest): HeldMessage | undefined {
    const model = modelOf({ requestId, text, ...request });
    const files = readable(requestId);
    const words = [text, ...files.flatMap(({ name, text: inside = '' }) => [name, inside])].join('\n');
    const names = rules.named(words, { model });
    const isWatched = files.length > 0 && rules.watches({ model });
    const unseen = isWatched ? files.filter((file) => file.text === undefined) : [];
    const unveiled = isWatched
      ? files.filter(({ name, text: inside = '' }) => rules.outgoingText(name) !== name || rules.outgoingText(inside) !== inside)
      : [];
    if (names.length + unseen.length + unveiled.length === 0) return undefined;
    return { requestId, text, names, unseen: unseen.map(({ name }) => name), unveiled: unveiled.map(({ name }) => name) };
  }

  return {
    pass(request) {
      const { requestId, text, sessionId } = request;
      const held = desk.isAllowed(requestId) ? undefined : reasons(request);
      if (held) {
        desk.hold(held);
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
