import { ShieldAlert } from 'lucide-react';
import { useStore } from 'zustand';
import type { Notice } from '#rpc/screen.ts';
import { useNow } from '#renderer/app-powers.ts';
import { agoInWords } from '#renderer/days/index.ts';
import { Button, Dialog } from '#renderer/ui/index.ts';
import type { OpenSubject, ScreenStore } from './create-screen-store.ts';
import { offerWords, openWords, taintWords } from './notice-words.ts';

interface NoticesListProps {
  screen: ScreenStore;
  zone: string;
  onOpen: OpenSubject;
  onOpenChat: (sessionId: string) => void;
  onClose: () => void;
}

/** Everything that runs want the user to see and that was not dismissed, with when it came and from which conversation. */
export function NoticesList({ screen, zone, onOpen, onOpenChat, onClose }: NoticesListProps) {
  const notices = useStore(screen.store, (state) => state.notices) ?? [];
  const now = useNow(30_000);
  return (
    <Dialog wide title="From the assistant" open onClose={onClose}>
      {notices.length === 0 && <p className="text-13 text-ink-3">There is nothing more.</p>}
      <ul>
        {notices.map((notice) => (
          <NoticeLine
            key={notice.notice_id}
            notice={notice}
            when={agoInWords({ instant: notice.at, now, zone })}
            onDismiss={() => void screen.dismiss(notice.notice_id)}
            onOpen={(subject) => {
              onClose();
              void screen.dismiss(notice.notice_id);
              return onOpen(subject);
            }}
            onOpenChat={(sessionId) => {
              onClose();
              onOpenChat(sessionId);
            }}
          />
        ))}
      </ul>
      {notices.length > 1 && (
        <div className="flex justify-end pt-4">
          <Button
            onClick={() => {
              void screen.dismissAll();
              onClose();
            }}
          >
            Dismiss all
          </Button>
        </div>
      )}
    </Dialog>
  );
}

function NoticeLine({
  notice: { subject, tainted, session_id: sessionId },
  when,
  onOpen,
  onOpenChat,
  onDismiss,
}: { notice: Notice; when: string; onDismiss: () => void } & Pick<NoticesListProps, 'onOpen' | 'onOpenChat'>) {
  const opens = openWords(subject);
  return (
    <li className="border-b border-line py-2.5 text-13 last:border-b-0">
      {/* Plain text, whatever it looks like: no link, no markup. */}
      <p dir="auto" className="wrap-anywhere whitespace-pre-line">
        {subject.kind === 'text' ? subject.text : offerWords(subject)}
      </p>
      {tainted && (
        <p className="flex items-start gap-1.5 pt-0.5 text-12 text-ink-2">
          <ShieldAlert aria-hidden className="mt-0.5 size-3.5 shrink-0 text-today" />
          {taintWords}
        </p>
      )}
      <div className="flex flex-wrap items-center justify-end gap-x-1 pt-0.5">
        <span className="flex-1 text-12 text-ink-3 nums max-wide:basis-full">{when}</span>
        {opens !== undefined && subject.kind !== 'text' && (
          <Button look="quiet" className="text-12 text-accent" onClick={() => onOpen(subject)}>
            {opens}
          </Button>
        )}
        {sessionId !== undefined && (
          <Button look="quiet" className="text-12" onClick={() => onOpenChat(sessionId)}>
            Open the conversation
          </Button>
        )}
        <Button look="quiet" className="text-12" onClick={onDismiss}>
          Dismiss
        </Button>
      </div>
    </li>
  );
}
