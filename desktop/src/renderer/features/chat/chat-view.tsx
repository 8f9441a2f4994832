import { ArrowDown, MessagesSquare } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useNow } from '#renderer/app-powers.ts';
import type { ApprovalsStore } from '#renderer/features/approvals/index.ts';
import { laterModelPicker } from '#renderer/features/models/index.ts';
import type { ProjectsStore } from '#renderer/features/projects/index.ts';
import { preloadMarkdown } from '#renderer/markdown/index.ts';
import { Reading } from '#renderer/reading.tsx';
import { Button, Dialog, IconButton, NARROW, Spinner, useMedia } from '#renderer/ui/index.ts';
import { Composer } from './composer.tsx';
import { type ChatStore, chosenModel } from './create-chat-store.ts';
import type { DraftFile } from './draft-file.ts';
import { laterDraftFiles } from './files/index.ts';
import { Examples } from './examples.tsx';
import { SessionList } from './session-list.tsx';
import type { OpenRow } from './tool-card-view.tsx';
import { announcement, runningTurn } from './transcript.ts';
import { type TurnActions, TurnView } from './turn-view.tsx';
import { useBottomAnchor } from './use-bottom-anchor.ts';

export interface ChatViewProps {
  chat: ChatStore;
  zone: string;
  /** The backend does not answer now. */
  offline: boolean;
  /** Shows a conversation; undefined begins one. `replace`: the address changes, the place does not. */
  onShow: (sessionId: string | undefined, options?: { replace: boolean }) => void;
  onOpenRow: OpenRow;
  onSwitch: TurnActions['onSwitch'];
  approvals: ApprovalsStore;
  projects: ProjectsStore;
}

/** Turns near the end are always laid out; those further up only when they are seen. */
const LAID_OUT = 12;
const none: readonly DraftFile[] = [];

export function ChatView({ chat, zone, offline, onShow, onOpenRow, onSwitch, approvals, projects }: ChatViewProps) {
  const state = useStore(chat.store);
  const { sessionId, transcript, phase, failure, readingOlder, drafts, sending, takesHistory } = state;
  const files = state.files[sessionId ?? ''] ?? none;
  const model = chosenModel(state);
  const [listOpen, setListOpen] = useState(false);
  const narrow = useMedia(NARROW);
  const now = useNow(30_000);
  const field = useRef<HTMLTextAreaElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const { turns, hasMore } = transcript;
  const { atEnd, toEnd } = useBottomAnchor({ scroller, content, firstKey: turns[0]?.request_id, wholeKey: sessionId });
  const running = runningTurn(transcript);

  useEffect(preloadMarkdown, []);
  useEffect(() => chat.models.follow(), [chat]);
  useEffect(() => {
    if (!narrow) field.current?.focus();
    // Another conversation is another place to write in.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [sessionId, narrow]);

  const actions = useMemo<TurnActions>(
    () => ({
      onOpenRow,
      onSwitch,
      onCancel: (requestId) => void chat.cancel(requestId),
      onWriteAgain: (text) => {
        chat.write(text);
        field.current?.focus();
      },
      approvals,
      projects,
    }),
    [chat, onOpenRow, onSwitch, approvals, projects],
  );
  const show = (id: string | undefined) => {
    setListOpen(false);
    onShow(id);
  };
  async function send() {
    const sentTo = await chat.send();
    if (sentTo === undefined) return;
    toEnd();
    onShow(sentTo, { replace: true });
  }

  return (
    <div className="flex min-h-0 flex-1">
      {!narrow && (
        <div className="flex w-58 shrink-0 flex-col border-r border-line max-broad:w-48">
          <SessionList headed chat={chat} offline={offline} onOpen={show} onNew={() => show(undefined)} />
        </div>
      )}
      <section aria-label="Conversation" className="relative flex min-w-0 flex-1 flex-col">
        <h1 className="sr-only">Chat</h1>
        {narrow && (
          <div className="flex h-11 shrink-0 items-center px-2">
            <Button look="quiet" onClick={() => setListOpen(true)}>
              <MessagesSquare aria-hidden />
              Conversations
            </Button>
            <Dialog title="Conversations" open={listOpen} onClose={() => setListOpen(false)}>
              <div className="-mx-3 flex h-[50vh] flex-col">
                <SessionList headed={false} chat={chat} offline={offline} onOpen={show} onNew={() => show(undefined)} />
              </div>
            </Dialog>
          </div>
        )}
        {/* The log scrolls, by keys too. */}
        <div
          ref={scroller}
          role="log"
          aria-live="off"
          aria-label="Messages"
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={turns.length > 0 ? 0 : -1}
          onScroll={(event) => {
            if (event.currentTarget.scrollTop < 400) void chat.readOlder();
          }}
          className="focus-inset flex min-h-0 flex-1 flex-col overflow-auto [overflow-anchor:none]"
        >
          <div ref={content} className="mx-auto flex w-full max-w-measure flex-1 flex-col gap-7 px-4 pt-6 pb-6 max-wide:px-3">
            {hasMore && (
              <div className="flex justify-center">
                <Button look="quiet" disabled={readingOlder} onClick={() => void chat.readOlder()}>
                  {readingOlder ? <Spinner label="Reading…" /> : 'Show earlier messages'}
                </Button>
              </div>
            )}
            {phase === 'reading' && <Reading label="Reading the conversation…" />}
            {failure && (
              <p role="alert" className="text-13 text-late">
                {failure.kind === 'not_found' ? 'This conversation is not on this device.' : failure.sentence}
              </p>
            )}
            {turns.length === 0 && phase === 'ready' && !failure && (
              <Examples
                onPick={(text) => {
                  chat.write(text);
                  field.current?.focus();
                }}
              />
            )}
            {turns.map((turn, index) => (
              <div
                key={turn.request_id}
                className={
                  index < turns.length - LAID_OUT ? '[contain-intrinsic-size:auto_9rem] [content-visibility:auto]' : undefined
                }
              >
                <TurnView turn={turn} now={now} zone={zone} actions={actions} />
              </div>
            ))}
          </div>
        </div>
        <p role="status" aria-label="Answer status" className="sr-only">
          {announcement(transcript)}
        </p>
        {!atEnd && (
          <div className="pointer-events-none absolute inset-x-0 bottom-20 flex justify-center">
            <IconButton
              label="Go to the newest message"
              look="plain"
              className="pointer-events-auto size-8 animate-rise rounded-full"
              onClick={toEnd}
            >
              <ArrowDown />
            </IconButton>
          </div>
        )}
        <Composer
          text={drafts[sessionId ?? ''] ?? ''}
          sending={sending}
          running={running !== undefined}
          offline={offline}
          takesHistory={takesHistory}
          files={
            files.length > 0 && (
              <laterDraftFiles.View
                files={files}
                models={chat.models}
                model={model}
                onModel={chat.chooseModel}
                onRemove={(key) => {
                  chat.removeFile(key);
                  field.current?.focus();
                }}
              />
            )
          }
          waitsForFiles={files.some(({ kept }) => !kept)}
          model={<laterModelPicker.View models={chat.models} model={model} onChoose={chat.chooseModel} />}
          field={field}
          onWrite={chat.write}
          onAttach={(given) => void chat.attach(given)}
          onSend={() => void send()}
          onStop={() => running && void chat.cancel(running.request_id)}
        />
      </section>
    </div>
  );
}
