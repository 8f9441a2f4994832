import { X } from 'lucide-react';
import { useStore } from 'zustand';
import { Button } from './button.tsx';
import type { Notices } from './create-notices.ts';
import { Keys } from './keys.tsx';
import { IconButton } from './icon-button.tsx';

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
