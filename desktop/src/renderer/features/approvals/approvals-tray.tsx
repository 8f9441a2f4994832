import { Inbox } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { useNow } from '#renderer/app-powers.ts';
import type { ProjectsStore } from '#renderer/features/projects/index.ts';
import { Reading } from '#renderer/reading.tsx';
import { Dialog, EmptyState } from '#renderer/ui/index.ts';
import { ApprovalCard } from './approval-card.tsx';
import { ApprovalOutcome } from './approval-outcome.tsx';
import { waitingWords } from './approval-words.ts';
import type { ApprovalsStore } from './create-approvals-store.ts';
import { PendingLine } from './pending-line.tsx';

export interface ApprovalsTrayProps {
  approvals: ApprovalsStore;
  projects: ProjectsStore;
  zone: string;
  open: boolean;
  onClose: () => void;
  onOpenRow: (row: { table: string; id: string }) => void;
  onOpenChat: (sessionId: string) => void;
}

/** Everything that waits for the user's word, over all conversations, oldest first. */
export function ApprovalsTray({ approvals, projects, zone, open, onClose, onOpenRow, onOpenChat }: ApprovalsTrayProps) {
  const { pending, total, busy, notes, decided, edited, last, failure } = useStore(approvals.store);
  const [opened, setOpened] = useState<string>();
  const now = useNow(30_000);
  const done = last === undefined ? undefined : decided.get(last);
  const beyond = total - (pending?.length ?? 0);
  return (
    <Dialog wide title={total > 0 ? waitingWords(total) : 'Waiting for you'} open={open} onClose={onClose}>
      <div role="status" className="empty:hidden -mx-2 pb-2">
        {done && <ApprovalOutcome approval={done} edited={edited.get(done.approval_id)} now={now} zone={zone} />}
      </div>
      {failure && (
        <p role="alert" className="pb-2 text-13 text-late">
          {failure.sentence}
        </p>
      )}
      {pending === undefined && !failure && <Reading label="Reading what waits…" />}
      {pending?.length === 0 && (
        <EmptyState icon={<Inbox />} title="Nothing waits for you">
          <p>Before the assistant deletes something, changes many rows, or goes past a limit, it asks here and in the chat.</p>
        </EmptyState>
      )}
      <ul className="flex flex-col gap-2">
        {(pending ?? []).map((approval) => {
          const id = approval.approval_id;
          const sessionId = approval.session_id;
          return (
            <li key={id} className="[contain-intrinsic-size:auto_3.5rem] [content-visibility:auto]">
              {id === opened || (pending?.length === 1 && opened === undefined) ? (
                <ApprovalCard
                  approval={approval}
                  approvals={approvals}
                  projects={projects}
                  busy={busy.has(id)}
                  note={notes.get(id)}
                  now={now}
                  zone={zone}
                  takesFocus={id === opened}
                  heading="h3"
                  onOpenRow={(row) => {
                    onClose();
                    onOpenRow(row);
                  }}
                  onOpenChat={
                    sessionId === undefined
                      ? undefined
                      : () => {
                          onClose();
                          onOpenChat(sessionId);
                        }
                  }
                />
              ) : (
                <PendingLine approval={approval} now={now} zone={zone} onOpen={() => setOpened(id)} />
              )}
            </li>
          );
        })}
      </ul>
      {beyond > 0 && (
        <p className="pt-2 text-13 text-ink-3">and {beyond.toLocaleString('en')} more, shown when these are decided</p>
      )}
    </Dialog>
  );
}
