import { X } from 'lucide-react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { Button } from './button.tsx';
import { Keys } from './keys.tsx';
import { IconButton } from './icon-button.tsx';

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

export function NoticeArea({ notices }: { notices: Notices }) {
  const shown = useStore(notices.store, (state) => state.notices);
  return (
    <section
      aria-label="Notices"
      data-notices
      aria-live="polite"
      className="pointer-events-none fixed right-4 bottom-4 z-50 flex w-[min(24rem,calc(100vw-2rem))] flex-col gap-2 max-wide:bottom-18"
    >
      {shown.map((notice) => (
        <div
          key={notice.id}
          className="pointer-events-auto flex animate-rise items-start gap-2 rounded-l bg-raised py-2 pr-2 pl-3.5 text-13 shadow-float"
        >
          <div className="min-w-0 flex-1 py-1">
            <p className={notice.tone === 'problem' ? 'text-late' : 'text-ink'}>{notice.text}</p>
            {notice.lines.length > 0 && (
              <ul className="mt-1 max-h-40 list-disc space-y-0.5 overflow-auto pl-4 text-12 text-ink-2">
                {notice.lines.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            )}
          </div>
          {notice.action && (
            <Button
              look="quiet"
              className="font-medium text-accent"
              onClick={() => {
                notice.action?.run();
                notices.dismiss(notice.id);
              }}
            >
              {notice.action.label}
              {notice.action.keys !== undefined && (
                <span aria-hidden className="max-wide:hidden">
                  <Keys of={notice.action.keys} />
                </span>
              )}
            </Button>
          )}
          <IconButton label="Dismiss" onClick={() => notices.dismiss(notice.id)}>
            <X />
          </IconButton>
        </div>
      ))}
    </section>
  );
}
