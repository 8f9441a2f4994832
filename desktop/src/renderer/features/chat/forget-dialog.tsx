import { useState } from 'react';
import type { Session } from '#rpc/chat.ts';
import { Button, Dialog, Problem, Spinner } from '#renderer/ui/index.ts';
import type { ChatStore } from './create-chat-store.ts';

export interface ForgetDialogProps {
  chat: ChatStore;
  /** The conversation asked about; undefined: nothing is asked. */
  session: Session | undefined;
  /** The backend does not answer now. */
  offline: boolean;
  onClose: () => void;
}

/** Says what becomes of a conversation that the backend forgets, before it does. */
export function ForgetDialog({ chat, session, offline, onClose }: ForgetDialogProps) {
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string>();
  const close = () => {
    if (busy) return;
    setRefused(undefined);
    onClose();
  };
  async function forget(sessionId: string) {
    setBusy(true);
    const failure = await chat.forget(sessionId);
    setBusy(false);
    setRefused(failure?.sentence);
    if (!failure) onClose();
  }
  return (
    <Dialog title="Have the backend forget this?" open={session !== undefined} onClose={close}>
      {session && (
        <>
          <p dir="auto" className="mb-2 truncate text-13 font-medium">
            {session.title}
          </p>
          <ul className="list-disc space-y-1.5 pl-4 text-13 text-ink-2 marker:text-ink-3">
            <li>The backend that is connected deletes its copy of what was said here, at once. This cannot be taken back.</li>
            <li>What it still does in this conversation ends; what was changed by it is kept.</li>
            <li>The conversation stays on this device.</li>
            <li>If you write in it again, what was said goes along, so that the backend knows what you mean.</li>
          </ul>
          {offline && refused === undefined && (
            <p role="status" className="mt-3 text-13 text-today">
              The backend is away, so it cannot be asked now. Do it again when it is back; until then nothing changes.
            </p>
          )}
          {refused !== undefined && (
            <div className="mt-3">
              <Problem>{refused}</Problem>
            </div>
          )}
          <div className="mt-5 flex flex-wrap items-center justify-end gap-2">
            {busy && <Spinner label="Asking the backend…" />}
            <Button aria-disabled={busy} onClick={close}>
              Cancel
            </Button>
            <Button
              look="primary"
              aria-disabled={busy || offline}
              onClick={() => {
                if (!busy && !offline) void forget(session.id);
              }}
            >
              Forget at the backend
            </Button>
          </div>
        </>
      )}
    </Dialog>
  );
}
