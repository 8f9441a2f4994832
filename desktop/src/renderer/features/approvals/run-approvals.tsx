import { useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Approval } from '#rpc/approvals.ts';
import { useNow } from '#renderer/app-powers.ts';
import type { ProjectsStore } from '#renderer/features/projects/index.ts';
import { Button } from '#renderer/ui/index.ts';
import { LazyApprovalCard } from './lazy-approval-card.tsx';
import { ApprovalOutcome } from './approval-outcome.tsx';
import { outcomeOf, waitingWords } from './approval-words.ts';
import { PendingLine } from './pending-line.tsx';
import type { ApprovalsStore } from './create-approvals-store.ts';

export interface RunApprovalsProps {
  /** The run that waits; or else the message that does. */
  runId?: string;
  requestId?: string;
  approvals: ApprovalsStore;
  projects: ProjectsStore;
  zone: string;
  onOpenRow: (row: { table: string; id: string }) => void;
}

/** More cards than this at once begin as lines, to be opened one by one. */
const OPEN_AT_ONCE = 3;

/** What waits for the user's word inside a turn, and what became of what waited, in the order in which it was asked. */
export function RunApprovals({ runId, requestId, approvals, projects, zone, onOpenRow }: RunApprovalsProps) {
  const { pending, decided, busy, notes, edited, last } = useStore(approvals.store);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const now = useNow(30_000);
  const outcomeLine = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (runId !== undefined) approvals.see(runId);
  }, [approvals, runId]);
  const all = useMemo(() => {
    const belongs = (approval: Approval) =>
      runId === undefined ? approval.kind === 'message' && approval.approval_id === requestId : approval.run_id === runId;
    const waiting = (pending ?? []).filter(belongs);
    const waits = new Set(waiting.map((one) => one.approval_id));
    const over = [...decided.values()].filter((one) => belongs(one) && !waits.has(one.approval_id));
    return [...waiting, ...over].toSorted((a, b) => a.created_at - b.created_at || (a.approval_id < b.approval_id ? -1 : 1));
  }, [pending, decided, runId, requestId]);
  const waiting = all.filter(({ state }) => state === 'pending');
  const done = all.find((one) => one.approval_id === last);
  const doneId = done?.approval_id;
  // The card that had the focus became a line: the focus stays with it.
  useEffect(() => {
    const focused = document.activeElement;
    if (doneId !== undefined && (focused === null || focused === document.body)) outcomeLine.current?.focus();
  }, [doneId]);
  const outcome = done && outcomeOf({ approval: done, edited: edited.get(done.approval_id) });

  if (all.length === 0) return undefined;
  const several = waiting.length > 1;
  const someBusy = waiting.some((one) => busy.has(one.approval_id));
  return (
    <div className="flex flex-col gap-2">
      <p role="status" className="sr-only">
        {done && outcome && `${outcome.word}: ${done.summary}`}
      </p>
      {several && (
        <div className="flex flex-wrap items-center gap-2 px-1 text-13">
          <p className="flex-1 font-medium">{waitingWords(waiting.length)}</p>
          <Button aria-disabled={someBusy} onClick={() => !someBusy && void approvals.approveAll(waiting)}>
            Approve all {waiting.length}
          </Button>
          <Button look="quiet" aria-disabled={someBusy} onClick={() => !someBusy && void approvals.rejectAll(waiting)}>
            Reject all
          </Button>
        </div>
      )}
      {all.map((approval) => {
        const id = approval.approval_id;
        if (approval.state !== 'pending')
          return (
            <ApprovalOutcome
              key={id}
              approval={approval}
              edited={edited.get(id)}
              now={now}
              zone={zone}
              {...(id === doneId ? { line: outcomeLine } : {})}
            />
          );
        const asLine = waiting.length > OPEN_AT_ONCE && !opened.has(id) && !notes.has(id);
        return asLine ? (
          <PendingLine
            key={id}
            approval={approval}
            now={now}
            zone={zone}
            onOpen={() => setOpened((open) => new Set([...open, id]))}
          />
        ) : (
          <LazyApprovalCard
            key={id}
            approval={approval}
            approvals={approvals}
            projects={projects}
            busy={busy.has(id)}
            note={notes.get(id)}
            now={now}
            zone={zone}
            takesFocus={opened.has(id)}
            heading="h2"
            onOpenRow={onOpenRow}
          />
        );
      })}
    </div>
  );
}
