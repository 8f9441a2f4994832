import { useVirtualizer } from '@tanstack/react-virtual';
import { SquarePen } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Session } from '#rpc/chat.ts';
import { rowAt } from '#renderer/paging/index.ts';
import { Reading } from '#renderer/reading.tsx';
import { Button, IconButton } from '#renderer/ui/index.ts';
import type { ChatStore } from './create-chat-store.ts';
import { ForgetDialog } from './forget-dialog.tsx';
import { SessionRow } from './session-row.tsx';

const ROW = 32;

/** The conversations, newest first. */
export function SessionList({
  headed,
  chat,
  offline,
  onOpen,
  onNew,
}: {
  /** With a heading of its own; without, where something around it is the heading. */
  headed: boolean;
  chat: ChatStore;
  /** The backend does not answer now. */
  offline: boolean;
  onOpen: (sessionId: string) => void;
  onNew: () => void;
}) {
  const rows = useStore(chat.sessions.store);
  const current = useStore(chat.store, (state) => state.sessionId);
  const [forgetting, setForgetting] = useState<Session>();
  const scroller = useRef<HTMLDivElement>(null);
  const { sessions } = chat;
  const virtualizer = useVirtualizer({
    count: rows.total ?? 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
  });
  const { startIndex = 0, endIndex = 0 } = virtualizer.range ?? {};
  useEffect(() => sessions.see({ first: startIndex, last: endIndex + 20 }), [sessions, startIndex, endIndex, rows.total]);
  return (
    <nav aria-label="Conversations" className="flex min-h-0 flex-1 flex-col">
      {headed ? (
        <header className="flex h-bar shrink-0 items-center justify-between pr-2 pl-4">
          <h2 className="text-12 font-medium text-ink-3">Conversations</h2>
          <IconButton label="New conversation" shortcut="c" onClick={onNew}>
            <SquarePen />
          </IconButton>
        </header>
      ) : (
        <Button look="quiet" className="mx-2 mb-1 h-8 justify-start px-2" onClick={onNew}>
          <SquarePen aria-hidden />
          New conversation
        </Button>
      )}
      <div ref={scroller} className="min-h-0 flex-1 overflow-auto px-2 pb-3">
        {rows.total === undefined && (
          <div className="px-2 py-1">
            <Reading label="Reading…" />
          </div>
        )}
        {rows.total === 0 && <p className="px-2 py-1 text-13 text-ink-3">None yet.</p>}
        <ul className="relative" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map((item) => {
            const session = rowAt({ rows, index: item.index, pageSize: sessions.pageSize });
            return (
              <li
                key={item.key}
                className="absolute inset-x-0 top-0"
                style={{ transform: `translateY(${item.start}px)`, height: ROW }}
              >
                {session && (
                  <SessionRow
                    session={session}
                    current={session.id === current}
                    onOpen={() => onOpen(session.id)}
                    onForget={() => setForgetting(session)}
                  />
                )}
              </li>
            );
          })}
        </ul>
      </div>
      <ForgetDialog chat={chat} session={forgetting} offline={offline} onClose={() => setForgetting(undefined)} />
    </nav>
  );
}
