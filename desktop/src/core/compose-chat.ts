import { createHeldMessages } from './approvals/index.ts';
import type { ChangeFeed } from './change-feed/index.ts';
import {
  createChat,
  createChatRepository,
  createDelivery,
  createMessageGate,
  createSessionHistory,
  type Chat,
  type ChatRepository,
  type Delivery,
  type Outbox,
} from './chat/index.ts';
import type { Clock } from './clock.ts';
import type { Data } from './compose-data.ts';
import type { Policy } from './compose-policy.ts';
import { createRunIntake, type RunIntake } from './runs/index.ts';

/** What the user says, on its way out, and what comes back of it. */
export interface Conversations {
  requests: ChatRepository;
  gate: ReturnType<typeof createMessageGate>;
  delivery: Delivery;
  chat: Chat;
  intake: RunIntake;
  cancelAtBackend: (runId: string) => void;
}

/** The backend that counts now, as far as conversations go. */
export interface ConversationBackend extends Outbox {
  /** Its name among the grants, and its address. */
  destination: () => string;
  address: () => string | null;
  /** What it said that it can. */
  capabilities: () => readonly string[];
  /** Whether this device started it. */
  isOwn: () => boolean;
}

export function composeChat({
  data,
  policy,
  backend,
  clock,
  feed,
}: {
  data: Data;
  policy: Policy;
  backend: ConversationBackend;
  clock: Clock;
  feed: ChangeFeed;
}): Conversations {
  const { database, ids, rows, journal } = data;
  const { privacy, runs, ledger, approvals, kept, grants } = policy;
  const repository = createChatRepository(database);
  const desk = createHeldMessages({ repository: approvals, kept });
  const gate = createMessageGate({ database, repository, rules: privacy, desk, feed });
  const history = createSessionHistory({
    repository,
    runs,
    grants,
    ledger,
    privacy,
    hiddenClients: () => privacy.rules.hidden({ isLocal: backend.isOwn() }).ids,
    backend,
    clock,
  });
  const delivery = createDelivery({ database, repository, grants, outbox: backend, gate, history, clock, feed });
  const cancelAtBackend = (runId: string): void => backend.send(JSON.stringify({ type: 'run_cancel', run_id: runId }));
  const sources = { runs, ledger, kept, rows, journal, privacy };
  const chat = createChat({
    database,
    repository,
    delivery,
    gate,
    history,
    grants,
    sources,
    cancelAtBackend,
    clock,
    ids,
    feed,
  });
  const intake = createRunIntake({ database, grants, runs, requests: chat, destination: backend.address, clock, feed });
  return { requests: repository, gate, delivery, chat, intake, cancelAtBackend };
}
