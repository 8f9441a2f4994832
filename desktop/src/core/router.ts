import { subscribeToChanges, type ChangeFeed } from './change-feed/index.ts';
import { DeviceError } from './device-error.ts';
import type { Dialogs } from './ports/dialogs.ts';
import type { Logger } from './ports/logger.ts';
import { conversationProcedures, type ConversationParts } from './procedures/conversations.ts';
import { createCoreApi } from './procedures/core-api.ts';
import { trustProcedures, type TrustParts } from './procedures/trust.ts';
import { workProcedures, type WorkParts } from './procedures/work.ts';
import type { Status } from './status/index.ts';

/** What the procedures stand on. */
export interface RouterParts extends WorkParts, ConversationParts, TrustParts {
  status: Status;
  dialogs: Dialogs | undefined;
  feed: ChangeFeed;
  logger: Logger;
}

const NO_DIALOGS = 'A browser’s window cannot choose a folder of this machine. Nothing was chosen; the desktop program can.';

/** Implements the contract. */
export function createRouter(parts: RouterParts) {
  const { status, dialogs, feed, logger } = parts;
  const api = createCoreApi({ logger });
  return api.router({
    app: {
      status: api.app.status.handler(() => status.read()),
      changes: api.app.changes.handler(({ signal }) => subscribeToChanges({ feed, signal })),
      pickFolder: api.app.pickFolder.handler(async ({ input }) => {
        if (!dialogs) throw new DeviceError('busy', NO_DIALOGS);
        return { path: (await dialogs.pickFolder(input)) ?? null };
      }),
      reconnect: api.app.reconnect.handler(() => {
        status.reconnect();
        return { ok: true } as const;
      }),
    },
    ...workProcedures(api, parts),
    ...conversationProcedures(api, parts),
    ...trustProcedures(api, parts),
  });
}

export type CoreRouter = ReturnType<typeof createRouter>;
