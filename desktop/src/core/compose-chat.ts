import { chatRequestSchema } from '@adiuva/shared-protocol';
import { join } from 'node:path';
import {
  createAttachmentFiles,
  createAttachmentRepository,
  createAttachments,
  createMessageFiles,
  type Attachments,
  type FilesBackend,
} from './attachments/index.ts';
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
  type ChatRequest,
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
  attachments: Attachments;
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
  upload: FilesBackend['upload'];
  /** The model that it uses for chats, as far as it said so. */
  chatModel: () => string | undefined;
}

export function composeChat({
  data,
  policy,
  backend,
  folder,
  isRecovering,
  clock,
  feed,
}: {
  data: Data;
  policy: Policy;
  backend: ConversationBackend;
  /** The device's own, beside whose database the files of messages lie. */
  folder: string;
  isRecovering: () => boolean;
  clock: Clock;
  feed: ChangeFeed;
}): Conversations {
  const { database, ids, rows, journal } = data;
  const { privacy, runs, ledger, approvals, kept, grants } = policy;
  const repository = createChatRepository(database);
  const desk = createHeldMessages({ repository: approvals, kept });
  const fileStore = createAttachmentFiles({ folder: join(folder, 'attachments'), newName: () => ids.next() });
  const attachmentRepository = createAttachmentRepository(database);
  const attachments = createAttachments({
    database,
    repository: attachmentRepository,
    files: fileStore,
    isRecovering,
    clock,
    ids,
  });
  const files = createMessageFiles({
    database,
    repository: attachmentRepository,
    files: fileStore,
    ledger,
    backend,
    lastSeq: () => journal.lastSeq(),
    clock,
    ids,
  });
  const gate = createMessageGate({
    database,
    repository,
    rules: privacy,
    readable: (requestId) => files.readable(requestId),
    modelOf: (request) => chosenModel(request) ?? backend.chatModel(),
    desk,
    feed,
  });
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
  const delivery = createDelivery({ database, repository, grants, outbox: backend, gate, history, files, clock, feed });
  const cancelAtBackend = (runId: string): void => backend.send(JSON.stringify({ type: 'run_cancel', run_id: runId }));
  const sources = { runs, ledger, kept, rows, journal, privacy, files };
  const chat = createChat({
    database,
    repository,
    delivery,
    gate,
    history,
    files,
    grants,
    sources,
    cancelAtBackend,
    clock,
    ids,
    feed,
  });
  const intake = createRunIntake({ database, grants, runs, requests: chat, destination: backend.address, clock, feed });
  return { requests: repository, gate, delivery, chat, intake, attachments, cancelAtBackend };
}

/** The model that the user chose for a message. */
function chosenModel({ frame }: ChatRequest): string | undefined {
  return chatRequestSchema.parse(JSON.parse(frame)).context.model ?? undefined;
}
