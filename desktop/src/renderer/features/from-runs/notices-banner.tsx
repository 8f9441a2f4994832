import { ShieldAlert, Sparkles, X } from 'lucide-react';
import { type KeyboardEvent, lazy, Suspense, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { Button, classNames, IconButton } from '#renderer/ui/index.ts';
import type { OpenSubject, ScreenStore } from './create-screen-store.ts';
import { offerWords, openWords, taintWords } from './notice-words.ts';

const NoticesList = lazy(() => import('./notices-list.tsx').then(({ NoticesList }) => ({ default: NoticesList })));

/** One calm line over every view while a run wants the user to see something: the newest, and how many more there are. */
export function NoticesBanner({
  screen,
  zone,
  onOpen,
  onOpenChat,
}: {
  screen: ScreenStore;
  zone: string;
  onOpen: OpenSubject;
  onOpenChat: (sessionId: string) => void;
}) {
  const notices = useStore(screen.store, (state) => state.notices) ?? [];
  const [listed, setListed] = useState(false);
  const region = useRef<HTMLElement>(null);
  const [newest] = notices;
  const words = newest && offerWords(newest.subject);
  const opens = newest && openWords(newest.subject);

  async function dismiss(id: number) {
    const hadFocus = region.current?.contains(document.activeElement) ?? false;
    await screen.dismiss(id);
    if (!hadFocus) return;
    // The next one takes the place of this one; after the last, the content.
    const next = region.current?.querySelector<HTMLElement>('[data-dismiss]');
    (next ?? document.getElementById('main'))?.focus();
  }

  function onKeyDown(event: KeyboardEvent) {
    // The tooltip of a button here takes Escape too, and goes with the line.
    if (event.key !== 'Escape' || !newest) return;
    event.preventDefault();
    void dismiss(newest.notice_id);
  }

  return (
    <>
      {/* Its one key acts from wherever the focus is inside. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <section
        ref={region}
        aria-label="From the assistant"
        onKeyDown={onKeyDown}
        className={classNames(
          newest && 'flex flex-wrap items-start gap-x-3 gap-y-1.5 border-b border-line px-4 py-2 text-13',
          newest && (newest.tainted ? 'bg-today-soft' : 'bg-accent-soft'),
        )}
      >
        {newest && (
          <span className="flex h-control items-center">
            {newest.tainted ? (
              <ShieldAlert aria-hidden className="size-4 text-today" />
            ) : (
              <Sparkles aria-hidden className="size-4 text-accent" />
            )}
          </span>
        )}
        {/* It is there before anything is said in it, so that it is read out. */}
        <div role="status" aria-label="What the assistant shows" className={classNames(newest && 'min-w-0 flex-1 basis-56 py-1')}>
          {newest?.subject.kind === 'text' && (
            <p className="line-clamp-3 wrap-anywhere">
              <strong className="font-medium">The assistant says: </strong>
              <bdi>{newest.subject.text}</bdi>
            </p>
          )}
          {words !== undefined && (
            <p dir="auto" className="line-clamp-3 wrap-anywhere">
              {words}
            </p>
          )}
          {newest?.tainted && <p className="pt-0.5 text-12 text-ink-2">{taintWords}</p>}
        </div>
        {newest && (
          <span className="flex flex-wrap items-center justify-end gap-1 max-wide:w-full">
            {opens !== undefined && newest.subject.kind !== 'text' && (
              <Button
                onClick={() => {
                  if (newest.subject.kind !== 'text') onOpen(newest.subject);
                  void screen.dismiss(newest.notice_id);
                }}
              >
                {opens}
              </Button>
            )}
            {(notices.length > 1 || newest.subject.kind === 'text') && (
              <Button look="quiet" aria-haspopup="dialog" onClick={() => setListed(true)}>
                {notices.length > 1 ? `and ${(notices.length - 1).toLocaleString('en')} more` : 'Show'}
              </Button>
            )}
            <IconButton data-dismiss label="Dismiss" shortcut="Esc" onClick={() => void dismiss(newest.notice_id)}>
              <X />
            </IconButton>
          </span>
        )}
      </section>
      {listed && (
        <Suspense>
          <NoticesList screen={screen} zone={zone} onOpen={onOpen} onOpenChat={onOpenChat} onClose={() => setListed(false)} />
        </Suspense>
      )}
    </>
  );
}
