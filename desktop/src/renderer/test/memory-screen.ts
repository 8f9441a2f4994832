// What the core in memory knows of the windows, and of what runs want the user to see.
import { implement } from '@orpc/server';
import type { Change } from '#rpc/app.ts';
import { contract } from '#rpc/contract.ts';
import type { Notice, NoticeSubject, WindowPlace } from '#rpc/screen.ts';

export interface MemoryScreen {
  /** Oldest first. */
  notices: Notice[];
  /** What windows said of themselves, oldest first. */
  places: WindowPlace[];
  /** What became of each opening, in the order in which windows said it. */
  settled: { notice_id: number; outcome: 'shown' | 'offered' }[];
  /** Sends an opening to one window, the last that followed unless one is named. */
  send: (opening: Notice, windowId?: string) => void;
  windows: Map<string, (opening: Notice) => void>;
}

export function emptyScreen(): MemoryScreen {
  const windows: MemoryScreen['windows'] = new Map();
  return {
    notices: [],
    places: [],
    settled: [],
    windows,
    send: (opening, windowId) => {
      const id = windowId ?? [...windows.keys()].at(-1) ?? '';
      windows.get(id)?.(opening);
    },
  };
}

let lastNotice = 0;

/** Something that a run of the sample's first conversation wants to show. */
export function noticeOf(subject: NoticeSubject, more: Partial<Notice> = {}): Notice {
  lastNotice += 1;
  return { notice_id: lastNotice, run_id: 'run-1', session_id: 'session-1', subject, tainted: false, at: Date.now(), ...more };
}

/** The part of the core in memory that this is about. */
interface CoreWithScreen {
  screen: MemoryScreen;
  tell: (topic: Change['topic']) => void;
}

export function screenHandlers(core: CoreWithScreen) {
  const os = implement(contract);
  const { screen } = core;
  const ok = { ok: true as const };
  const sent = new Map<number, Notice>();

  async function* openings(place: WindowPlace, signal: AbortSignal | undefined): AsyncGenerator<Notice> {
    const waiting: Notice[] = [];
    let wake = () => {};
    const push = (opening: Notice) => {
      sent.set(opening.notice_id, opening);
      waiting.push(opening);
      wake();
    };
    screen.places.push(place);
    screen.windows.set(place.window_id, push);
    signal?.addEventListener('abort', () => wake());
    try {
      for (;;) {
        if (signal?.aborted) return;
        const next = waiting.shift();
        if (next) yield next;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      if (screen.windows.get(place.window_id) === push) screen.windows.delete(place.window_id);
    }
  }

  function keep(left: Notice[]) {
    screen.notices = left;
    core.tell('notices');
    return ok;
  }

  return {
    openings: os.screen.openings.handler(({ input, signal }) => openings(input, signal)),
    moved: os.screen.moved.handler(({ input }) => {
      screen.places.push(input);
      return ok;
    }),
    settle: os.screen.settle.handler(({ input }) => {
      screen.settled.push(input);
      const opening = sent.get(input.notice_id);
      return input.outcome === 'offered' && opening ? keep([...screen.notices, opening]) : ok;
    }),
    notices: os.screen.notices.handler(() => ({ items: screen.notices.toReversed() })),
    dismiss: os.screen.dismiss.handler(({ input }) => keep(screen.notices.filter((one) => one.notice_id !== input.notice_id))),
    dismissAll: os.screen.dismissAll.handler(({ input }) => keep(screen.notices.filter((one) => one.notice_id > input.up_to))),
  };
}
