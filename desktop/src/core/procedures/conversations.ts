import type { AppScreen } from '#core/app-screen/index.ts';
import type { Attachments } from '#core/attachments/index.ts';
import type { Chat, Forgetting } from '#core/chat/index.ts';
import type { Models } from '#core/models/index.ts';
import type { RunList } from '#core/run-list/index.ts';
import type { UsageDesk } from '#core/usage/index.ts';
import type { CoreApi } from './core-api.ts';

export interface ConversationParts {
  chat: Chat;
  attachments: Attachments;
  models: Models;
  usage: UsageDesk;
  forgetting: Forgetting;
  runs: RunList;
  screen: AppScreen;
}

/** Conversations, what goes along with them, what answers them and what it shows. */
export function conversationProcedures(
  api: CoreApi,
  { chat, attachments, models, usage, forgetting, runs, screen }: ConversationParts,
) {
  return {
    chat: {
      sessions: api.chat.sessions.handler(({ input }) => chat.sessions(input)),
      transcript: api.chat.transcript.handler(({ input }) => chat.transcript(input)),
      send: api.chat.send.handler(({ input }) => chat.send(input)),
      cancel: api.chat.cancel.handler(({ input }) => {
        chat.cancel(input.request_id);
        return { ok: true } as const;
      }),
      forget: api.chat.forget.handler(({ input }) => forgetting.forget(input.session_id)),
    },
    attachments: {
      begin: api.attachments.begin.handler(({ input }) => attachments.begin(input)),
      append: api.attachments.append.handler(({ input }) => {
        attachments.append(input);
        return { ok: true } as const;
      }),
      finish: api.attachments.finish.handler(({ input }) => attachments.finish(input.upload_id)),
      discard: api.attachments.discard.handler(({ input }) => {
        attachments.discard(input.attachment_id);
        return { ok: true } as const;
      }),
      read: api.attachments.read.handler(({ input }) => attachments.read(input)),
    },
    models: {
      read: api.models.read.handler(() => models.read()),
      update: api.models.update.handler(({ input }) => models.update(input)),
      test: api.models.test.handler(({ input }) => models.test(input)),
    },
    usage: {
      read: api.usage.read.handler(({ input }) => usage.read(input)),
    },
    runs: {
      open: api.runs.open.handler(({ input }) => runs.open(input)),
      ended: api.runs.ended.handler(({ input }) => runs.ended(input)),
    },
    screen: {
      openings: api.screen.openings.handler(({ input, signal }) => screen.openings({ place: input, signal })),
      moved: api.screen.moved.handler(({ input }) => {
        screen.moved(input);
        return { ok: true } as const;
      }),
      settle: api.screen.settle.handler(({ input }) => {
        screen.settle(input);
        return { ok: true } as const;
      }),
      notices: api.screen.notices.handler(() => screen.notices()),
      dismiss: api.screen.dismiss.handler(({ input }) => {
        screen.dismiss(input.notice_id);
        return { ok: true } as const;
      }),
      dismissAll: api.screen.dismissAll.handler(({ input }) => {
        screen.dismissAll(input.up_to);
        return { ok: true } as const;
      }),
    },
  };
}
