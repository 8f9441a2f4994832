import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Notice, NoticeSubject, WindowPlace } from '#rpc/screen.ts';
import type { AppPowers } from '#renderer/app-powers.ts';
import { concerns } from '#renderer/core-connection/index.ts';
import { failureOf } from '#renderer/rpc-client.ts';
import { openedWords } from './notice-words.ts';
import { isUserBusy } from './user-busy.ts';
import { hasAttention, watchAttention } from './watch-attention.ts';

export interface ScreenState {
  /** What runs want the user to see, newest first; undefined until it was read. */
  notices: readonly Notice[] | undefined;
}

/**
 * Goes to what a run wants to show. `undefined`: this window has no place for it. `moved`: something else is shown than
 * before, and `goBack` leads back where there is a way.
 */
export type OpenSubject = (
  subject: Exclude<NoticeSubject, { kind: 'text' }>,
) => { moved: boolean; goBack?: () => void } | undefined;

export interface ScreenStore {
  store: StoreApi<ScreenState>;
  /** Who goes there in this window. Answers how to take that back; while nobody does, things are offered. */
  onOpening: (open: OpenSubject) => () => void;
  /** The conversation that this window shows now. */
  shows: (sessionId: string | undefined) => void;
  dismiss: (noticeId: number) => Promise<void>;
  /** All that is listed now. */
  dismissAll: () => Promise<void>;
  dispose: () => void;
}

/** Older than this, nobody expects to be taken there any more, in milliseconds. */
const FRESH_MS = 5_000;

/** Where a row's name may change. */
const rowTopics = ['tasks', 'projects', 'clients', 'checkpoints', 'notes', 'taskComments'] as const;

/** Holds what runs want the user to see, and takes this window where the core sends it, unless the user is busy. */
export function createScreenStore({ core, clock, notices }: AppPowers): ScreenStore {
  const store = createStore<ScreenState>(() => ({ notices: undefined }));
  const place: WindowPlace = { window_id: crypto.randomUUID(), active: false };
  let openSubject: OpenSubject | undefined;
  let life = 0;

  async function read(): Promise<void> {
    try {
      const { items } = await core.rpc.screen.notices();
      store.setState({ notices: items });
    } catch (error) {
      if (failureOf(error).kind !== 'core_away')
        console.warn('What the assistant shows could not be read; what is known stays.', error);
    }
  }

  /** What the core does not hear it offers by itself. */
  function say(told: Promise<unknown>) {
    told.catch((error: unknown) => {
      if (failureOf(error).kind !== 'core_away') console.warn('The core did not take what this window said of itself.', error);
    });
  }

  function here(): WindowPlace {
    return { ...place, active: hasAttention() };
  }

  function take({ notice_id, subject, at }: Notice) {
    const isFresh = clock.now() - at < FRESH_MS;
    const went =
      subject.kind === 'text' || !openSubject || !isFresh || isUserBusy({ document }) ? undefined : openSubject(subject);
    say(core.rpc.screen.settle({ notice_id, outcome: went ? 'shown' : 'offered' }));
    if (!went?.moved || subject.kind === 'text') return;
    const { goBack } = went;
    notices.show({ text: openedWords(subject), ...(goBack ? { action: { label: 'Go back', run: goBack } } : {}) });
  }

  /** Follows for as long as this socket lives; a stream that ends early is begun again. */
  async function follow(): Promise<void> {
    life += 1;
    const mine = life;
    const lives = () => mine === life && core.link.getState().phase === 'open';
    while (lives()) {
      try {
        for await (const opening of await core.rpc.screen.openings(here())) if (mine === life) take(opening);
      } catch (error) {
        if (lives()) console.warn('The stream of what runs open broke; it is begun again.', error);
      }
      if (lives()) await new Promise<void>((resolve) => void clock.after(500, resolve));
    }
  }

  const tell = () => say(core.rpc.screen.moved(here()));
  const stops = [
    core.onInvalidation((invalidation) => {
      const namesRow = store.getState().notices?.some(({ subject }) => subject.kind === 'row') ?? false;
      const topics = namesRow ? (['notices', ...rowTopics] as const) : (['notices'] as const);
      if (topics.some((topic) => concerns(invalidation, { topic }))) void read();
    }),
    core.link.subscribe((now, before) => {
      if (now.phase === 'open' && before.phase !== 'open') void follow();
    }),
    watchAttention({ now: clock.now, tell }),
  ];
  if (core.link.getState().phase === 'open') void follow();

  async function forget({ asked, isGone }: { asked: Promise<unknown>; isGone: (notice: Notice) => boolean }): Promise<void> {
    try {
      await asked;
      store.setState(({ notices: all }) => ({ notices: all?.filter((one) => !isGone(one)) }));
    } catch (error) {
      notices.show({ text: failureOf(error).sentence, tone: 'problem' });
    }
  }

  return {
    store,
    onOpening: (open) => {
      openSubject = open;
      return () => {
        if (openSubject === open) openSubject = undefined;
      };
    },
    shows: (sessionId) => {
      if (place.session_id === sessionId) return;
      if (sessionId === undefined) delete place.session_id;
      else place.session_id = sessionId;
      if (core.link.getState().phase === 'open') tell();
    },
    dismiss: (noticeId) =>
      forget({
        asked: core.rpc.screen.dismiss({ notice_id: noticeId }),
        isGone: ({ notice_id }) => notice_id === noticeId,
      }),
    dismissAll: async () => {
      const newest = store.getState().notices?.[0]?.notice_id;
      if (newest === undefined) return;
      // What came meanwhile was not seen.
      await forget({
        asked: core.rpc.screen.dismissAll({ up_to: newest }),
        isGone: ({ notice_id }) => notice_id <= newest,
      });
    },
    dispose: () => {
      life += 1;
      for (const stop of stops) stop();
    },
  };
}
