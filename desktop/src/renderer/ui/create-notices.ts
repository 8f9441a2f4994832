import { createStore } from 'zustand/vanilla';

export interface Notice {
  id: number;
  text: string;
  /** Further lines, such as the rows that an undo kept. */
  lines: readonly string[];
  tone: 'plain' | 'problem';
  /** `keys` do the same. */
  action?: { label: string; keys?: string; run: () => void };
  /** Of the notices of one place only the newest stands. */
  place?: string;
}

export interface Notices {
  show: (notice: {
    text: string;
    lines?: readonly string[];
    tone?: Notice['tone'];
    action?: Notice['action'];
    place?: string;
  }) => void;
  dismiss: (id: number) => void;
  store: ReturnType<typeof createNoticeStore>;
}

const SHOWN_AT_ONCE = 3;

function createNoticeStore() {
  return createStore<{ notices: readonly Notice[] }>(() => ({ notices: [] }));
}

/** Short messages about what just happened. Plain ones go by themselves; problems stay until they are dismissed. */
export function createNotices({ after }: { after: (ms: number, run: () => void) => () => void }): Notices {
  const store = createNoticeStore();
  let last = 0;
  const dismiss = (id: number) => store.setState(({ notices }) => ({ notices: notices.filter((one) => one.id !== id) }));
  return {
    store,
    dismiss,
    show: ({ text, lines = [], tone = 'plain', action, place }) => {
      last += 1;
      const id = last;
      const notice: Notice = { id, text, lines, tone, ...(action ? { action } : {}), ...(place === undefined ? {} : { place }) };
      store.setState(({ notices }) => ({
        notices: [...notices.filter((one) => one.text !== text && (place === undefined || one.place !== place)), notice].slice(
          -SHOWN_AT_ONCE,
        ),
      }));
      if (tone === 'plain' && lines.length === 0) after(action ? 8_000 : 5_000, () => dismiss(id));
    },
  };
}
