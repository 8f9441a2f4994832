import { createActivity } from './activity/index.ts';
import { callForAttention } from './attention/index.ts';
import { createBackups, type Backups } from './backups/index.ts';
import { createChangeFeed } from './change-feed/index.ts';
import { answerText, createForgetting } from './chat/index.ts';
import type { Clock } from './clock.ts';
import { createCommandLineRepository, createCommands, type Commands } from './commands/index.ts';
import {
  createBackendChoice,
  createBackendHttp,
  createConnection,
  embedAtBackend,
  leaveBehind,
  uploadAtBackend,
  type BackendAnswer,
  type BackendQuestion,
  type Connection,
} from './connection/index.ts';
import { composeChat } from './compose-chat.ts';
import { composeData } from './compose-data.ts';
import { composeLink } from './compose-link.ts';
import { composePolicy } from './compose-policy.ts';
import { composeViews } from './compose-views.ts';
import { composeWork } from './compose-work.ts';
import { createDecisions } from './decisions/index.ts';
import type { DeviceLink } from './device-link/index.ts';
import { DeviceError } from './device-error.ts';
import { guardTimers } from './guarded-clock.ts';
import { createModels } from './models/index.ts';
import { CHAT_LIMITS, NO_BACKEND, type Amounts } from './policy/index.ts';
import type { AccessTokens } from './ports/access-tokens.ts';
import type { Dialogs } from './ports/dialogs.ts';
import type { Logger } from './ports/logger.ts';
import type { Notifications } from './ports/notifications.ts';
import type { Secrets } from './ports/secrets.ts';
import { createRouter, type CoreRouter } from './router.ts';
import { createUsage } from './usage/index.ts';

/** The powers that a host lends the core. */
export interface CorePorts {
  /** Of the backend that this app was started with. */
  accessTokens: AccessTokens;
  secrets: Secrets;
  logger: Logger;
  /** Absent where nothing can be said outside of the app's window. */
  notifications?: Notifications;
  /** Absent where the system's own dialogs cannot be opened. */
  dialogs?: Dialogs;
}

export interface CoreOptions {
  ports: CorePorts;
  /** `device`: an existing folder of this core alone, where its database lies. */
  paths: { device: string };
  clock: Clock;
  /** The address of the backend that this app was started with; absent: the user connects one, or none. */
  backendUrl: string | undefined;
  /** What that backend is called for good: its address, unless that changes from start to start. */
  backendName?: string | undefined;
  version: string;
  /** What one chat message allows; PROTOCOL 5.1's by default. */
  chatLimits?: Amounts;
  /** Whether the backend was started by this device, which its user's rules may ask for; false by default. */
  backendIsOwn?: () => boolean;
}

export interface Core {
  router: CoreRouter;
  commands: Commands;
  backups: Pick<Backups, 'list'>;
  /** Closes the socket and the database. What was acknowledged is on the disk. */
  dispose(): Promise<void>;
}

/** Builds the core on one folder: opens the database, connects to the backend, and answers the page's RPC. */
export function createCore({
  ports,
  paths,
  clock: givenClock,
  backendUrl,
  backendName,
  version,
  chatLimits = CHAT_LIMITS,
  backendIsOwn = () => false,
}: CoreOptions): Core {
  const { logger } = ports;
  const clock = guardTimers({ clock: givenClock, logger });
  const feed = createChangeFeed();
  const data = composeData({ folder: paths.device, clock, feed, logger });
  const { store, database, ids, settings, identity, rows, journal, integrity } = data;
  const choice = createBackendChoice({
    settings,
    own:
      backendUrl === undefined
        ? undefined
        : { backendUrl, tokens: ports.accessTokens, name: backendName ?? `started with ${backendUrl}` },
  });

  // Once the user chose a backend elsewhere, what was started with this app is not whom it talks to.
  const isOwnNow = (): boolean => choice.remote() === undefined && backendIsOwn();
  // The link needs what it brings to, and the chat needs the way out: the way out is asked for when it is used.
  const out: { link?: DeviceLink; connection?: Connection; backups?: Backups } = {};
  function askBackend(question: BackendQuestion): Promise<BackendAnswer & { url: string }> {
    const { connection } = out;
    if (!connection) throw new DeviceError('busy', 'The app is starting. It is tried again.');
    return connection.ask(question);
  }
  const asked = { destination: () => choice.destination(), ask: askBackend };
  const models = createModels({ backend: asked, feed });
  const policy = composePolicy({
    data,
    backendIsOwn: isOwnNow,
    destination: () => choice.destination(),
    chatLimits,
    embedding: {
      backend: {
        url: () => out.connection?.target()?.backendUrl,
        embed(request) {
          const { connection } = out;
          if (!connection) throw new DeviceError('busy', 'The app is starting. It is tried again.');
          return embedAtBackend({ ...request, ask: (body) => connection.embed(body) });
        },
      },
      onModel: () => out.link?.retarget(),
    },
    clock,
    feed,
    logger,
  });
  const { privacy, runs, warnings, trust, approvals, kept, grants, calls, screen, meaning } = policy;

  const conversations = composeChat({
    data,
    policy,
    backend: {
      isReady: () => out.link?.isReady() ?? false,
      send: (text) => out.link?.send(text),
      destination: () => choice.destination(),
      address: () => out.connection?.target()?.backendUrl ?? null,
      capabilities: () => out.link?.capabilities() ?? [],
      isOwn: isOwnNow,
      upload: async (file) => uploadAtBackend({ ...file, ask: askBackend }),
      chatModel: () => models.chatModel(),
    },
    folder: paths.device,
    isRecovering: () => out.backups?.recovery() !== undefined,
    clock,
    feed,
  });
  const { requests, gate, delivery, chat, intake, attachments, cancelAtBackend } = conversations;
  const activity = createActivity({ runs, journal, rows, chat, requests });
  if (ports.notifications)
    callForAttention({
      notifications: ports.notifications,
      kept,
      intake,
      answerOf: (run) => answerText({ run, runs, privacy }),
    });
  const decisions = createDecisions({
    database,
    repository: approvals,
    kept,
    desk: calls,
    grants,
    runs,
    rows,
    messages: { release: (requestId) => chat.release(requestId), cancel: (requestId) => chat.cancel(requestId) },
    privacy,
    send: (text) => out.link?.send(text),
    clock,
  });

  const backups = createBackups({
    store,
    settings,
    clock,
    ids,
    feed,
    logger,
    onReplaced: () => {
      identity.readAgain();
      out.connection?.readAgain();
      warnings.reload();
      grants.reload();
      kept.reload();
      integrity.replaced();
      meaning.replaced();
      feed.skip();
      feed.publish('status');
      out.link?.retarget();
    },
    onChosen: () => out.link?.reconnect(),
  });
  out.backups = backups;
  attachments.tidy();
  const leave = (destination: string): void => leaveBehind({ destination, grants, runs, intake, delivery });
  // While there is none, nobody can act on what another was asked; it may be there again at the next start.
  if (choice.destination() !== NO_BACKEND) database.write(() => leave(choice.destination()));
  const connection = createConnection({
    choice,
    database,
    secrets: ports.secrets,
    http: createBackendHttp(clock),
    identity,
    cancelRuns: () => {
      for (const { runId } of runs.unended()) cancelAtBackend(runId);
    },
    leaveBehind: leave,
    leaveHeld: () => {
      for (const { requestId } of requests.held()) {
        gate.drop(requestId);
        delivery.leave(requestId);
      }
    },
    restore: () => {
      grants.reload();
      kept.reload();
    },
    isRecovering: () => backups.recovery() !== undefined,
    retarget: () => out.link?.retarget(),
    clock,
    feed,
    logger,
  });
  out.connection = connection;

  const link = composeLink({
    data,
    policy,
    conversations,
    connection,
    backups,
    decisions,
    send: (text) => out.link?.send(text),
    clock,
    feed,
    logger,
    version,
  });
  out.link = link;

  return {
    router: createRouter({
      ...composeWork({ data, policy, clock, feed, logger }),
      ...composeViews({ data, policy, requests, delivery, link, clock, version }),
      chat,
      attachments,
      models,
      usage: createUsage({ backend: asked, settings, titleOf: (id) => requests.session(id)?.title, clock }),
      forgetting: createForgetting({
        database,
        repository: requests,
        runs,
        intake,
        chat,
        askBackend: (sessionId) => connection.forgetSession(sessionId),
        clock,
        feed,
      }),
      activity,
      decisions,
      trust,
      warnings,
      backups,
      connection,
      screen,
      dialogs: ports.dialogs,
      feed,
      logger,
    }),
    backups,
    commands: createCommands({
      chat,
      activity,
      runs,
      intake,
      delivery,
      decisions,
      approvals,
      kept,
      privacy,
      database,
      lines: createCommandLineRepository(database),
      restore: () => {
        grants.reload();
        kept.reload();
      },
      clock,
    }),
    async dispose() {
      link.dispose();
      delivery.dispose();
      attachments.dispose();
      decisions.dispose();
      warnings.dispose();
      grants.dispose();
      screen.dispose();
      await meaning.dispose();
      await backups.dispose();
      data.dispose();
    },
  };
}
