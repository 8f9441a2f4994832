import { CirclePause, ExternalLink, FileX2, Gauge, ShieldAlert, Unlink2 } from 'lucide-react';
import { type KeyboardEvent, lazy, Suspense, useEffect, useId, useRef, useState } from 'react';
import type { Approval } from '#rpc/approvals.ts';
import { agoInside, dayOf } from '#renderer/days/index.ts';
import { fieldName, valueInWords } from '#renderer/features/activity/index.ts';
import type { ProjectsStore } from '#renderer/features/projects/index.ts';
import { hasPage } from '#renderer/rows-with-pages.ts';
import { Button, Keys, Spinner } from '#renderer/ui/index.ts';
import { expiryWords, hangingWords, labelsInWords, usedInWords } from './approval-words.ts';
import type { ApprovalsStore } from './create-approvals-store.ts';
import { canEdit } from './edit-fields.ts';
import { FieldChanges } from './field-changes.tsx';
import { RejectForm } from './reject-form.tsx';
import { ToolInput } from './tool-input.tsx';

/** Editing first is rare: its form comes when it is asked for. */
const EditForm = lazy(() => import('./edit-form.tsx').then(({ EditForm }) => ({ default: EditForm })));

export interface ApprovalCardProps {
  approval: Approval;
  approvals: ApprovalsStore;
  projects: ProjectsStore;
  busy: boolean;
  note: string | undefined;
  now: number;
  zone: string;
  /** It was just opened by the user: the focus goes into it. */
  takesFocus?: boolean | undefined;
  /** Where its heading stands below: the view's own, or that of the tray. */
  heading: 'h2' | 'h3';
  onOpenRow: (row: { table: string; id: string }) => void;
  /** Leads to the conversation that it is of; absent inside of it. */
  onOpenChat?: (() => void) | undefined;
}

/** Something that waits for the user's word: what would be done, why it is asked, what hangs on it, and what can be said. */
export function ApprovalCard({
  approval,
  approvals,
  projects,
  busy,
  note,
  now,
  zone,
  takesFocus = false,
  heading: Heading,
  onOpenRow,
  onOpenChat,
}: ApprovalCardProps) {
  const [form, setForm] = useState<'none' | 'reject' | 'edit'>('none');
  const titleId = useId();
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    if (takesFocus) card.current?.focus();
  }, [takesFocus]);
  const isMessage = approval.kind === 'message';
  const editable = canEdit(approval);
  const close = () => {
    setForm('none');
    card.current?.focus();
  };
  const approve = () => void approvals.approve({ approval });
  const reject = (reason: string) => void approvals.reject({ approval, reason });

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target instanceof HTMLElement && event.target.closest('input, textarea, select')) {
      if (event.key !== 'Escape' || form === 'none') return;
      event.preventDefault();
      return close();
    }
    if (event.key === 'Escape' && form !== 'none') close();
    else if (form !== 'none') return;
    else if (isMessage) return;
    else if (event.key === 'a') approve();
    else if (event.key === 'r') setForm('reject');
    else if (event.key === 'e' && editable) setForm('edit');
    else return;
    event.preventDefault();
  }

  return (
    // Its keys act on it from wherever the focus is inside.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      ref={card}
      aria-labelledby={titleId}
      aria-busy={busy}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      className="animate-appear overflow-hidden rounded-l border border-line-control bg-raised shadow-field"
    >
      <header className="flex items-start gap-2.5 bg-today-soft px-3.5 py-2.5">
        <CirclePause aria-hidden className="mt-0.5 size-4 shrink-0 text-today" />
        <div className="min-w-0 flex-1">
          <Heading id={titleId} dir="auto" className="font-semibold wrap-anywhere">
            {approval.summary}
          </Heading>
          <ul className="text-13 text-ink-2">
            {approval.why.map(({ code, sentence }) => (
              <li key={`${code} ${sentence}`} className="wrap-anywhere">
                {sentence}
              </li>
            ))}
          </ul>
        </div>
      </header>
      {note !== undefined && (
        <p role="alert" className="flex items-start gap-2 border-t border-line bg-late-soft px-3.5 py-2 text-13">
          <ShieldAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-late" />
          <span className="min-w-0 wrap-anywhere">{note}</span>
        </p>
      )}
      <What approval={approval} now={now} zone={zone} onOpenRow={onOpenRow} />
      {form === 'none' && (
        <footer className="flex flex-wrap items-center gap-2 border-t border-line px-3.5 py-2.5">
          <Button look={isMessage ? 'plain' : 'primary'} aria-describedby={titleId} aria-disabled={busy} onClick={approve}>
            {isMessage ? 'Send anyway' : 'Approve'}
            {!isMessage && <Hint keys="a" />}
          </Button>
          <Button aria-describedby={titleId} aria-disabled={busy} onClick={() => (isMessage ? reject('') : setForm('reject'))}>
            {isMessage ? 'Do not send' : 'Reject'}
            {!isMessage && <Hint keys="r" />}
          </Button>
          {editable && (
            <Button look="quiet" aria-describedby={titleId} aria-disabled={busy} onClick={() => setForm('edit')}>
              Edit first…
              <Hint keys="e" />
            </Button>
          )}
          <span className="flex-1" />
          {busy && <Spinner label="Working…" />}
          {onOpenChat && (
            <Button look="quiet" aria-describedby={titleId} onClick={onOpenChat}>
              <ExternalLink aria-hidden />
              Open in chat
            </Button>
          )}
          <span className="text-12 text-ink-3" title={new Date(approval.expires_at).toLocaleString('en-GB', { timeZone: zone })}>
            {expiryWords({ expiresAt: approval.expires_at, now })}
          </span>
        </footer>
      )}
      {form === 'reject' && <RejectForm summary={approval.summary} busy={busy} onReject={reject} onCancel={close} />}
      {form === 'edit' && (
        <Suspense
          fallback={
            <div className="border-t border-line px-3.5 py-3">
              <Spinner label="Opening the form…" />
            </div>
          }
        >
          <EditForm
            approval={approval}
            projects={projects}
            busy={busy}
            zone={zone}
            // What was left as it was asked is approved as it was asked.
            onApprove={(edited) => void approvals.approve(edited.words === '' ? { approval } : { approval, edited })}
            onCancel={close}
          />
        </Suspense>
      )}
    </section>
  );
}

/** A key that does the same, for the eye: the help tells it to the others. */
function Hint({ keys }: { keys: string }) {
  return (
    <span aria-hidden className="max-wide:hidden">
      <Keys of={keys} />
    </span>
  );
}

/** Everything that would be done, and what it is about. */
function What({ approval, now, zone, onOpenRow }: Pick<ApprovalCardProps, 'approval' | 'now' | 'zone' | 'onOpenRow'>) {
  const { row, fields, hanging, since, used, kind, input, action, table } = approval;
  const today = dayOf({ instant: now, zone });
  const only = action === 'delete' ? 'before' : row === undefined ? 'after' : undefined;
  const words = (field: string, value: string | null) => valueInWords({ field, value, today });
  const opens = row && hasPage(row.table);
  const askedForLimit = approval.why.some(({ code }) => code === 'limit');
  if (fields.length === 0 && hanging.length === 0 && since.length === 0 && !opens && !input && !(used && askedForLimit))
    return undefined;
  return (
    <div className="flex flex-col gap-3 border-t border-line px-3.5 py-3">
      {opens && (
        <button
          type="button"
          onClick={() => onOpenRow(row)}
          className="focus-inset -mx-1 w-fit max-w-full truncate rounded-s px-1 text-left text-13 underline decoration-line-control underline-offset-3 hover:bg-hover hover:decoration-current"
        >
          <span className="sr-only">Open </span>
          <bdi>{row.label}</bdi>
        </button>
      )}
      {fields.length > 0 && (
        <div>
          {action === 'delete' && <p className="mb-1 text-12 font-medium text-ink-3">This would go</p>}
          <FieldChanges fields={fields} only={only} today={today} />
        </div>
      )}
      {kind === 'backend' && input && <ToolInput input={input} />}
      {hanging.length > 0 && (
        <ul className="flex flex-col gap-1.5 text-13">
          {hanging.map((one) => (
            <li key={`${one.table} ${one.effect}`} className="flex items-start gap-2">
              {one.effect === 'deleted' ? (
                <FileX2 aria-hidden className="mt-0.5 size-3.75 shrink-0 text-late" />
              ) : (
                <Unlink2 aria-hidden className="mt-0.5 size-3.75 shrink-0 text-ink-3" />
              )}
              <span className="min-w-0 wrap-anywhere">
                <span className="font-medium">{hangingWords({ hanging: one, table })}</span>
                {one.labels.length > 0 && <span className="text-ink-2">: {labelsInWords(one)}</span>}
              </span>
            </li>
          ))}
        </ul>
      )}
      {since.length > 0 && (
        <div className="rounded-m bg-today-soft px-3 py-2 text-13">
          <p className="text-12 font-medium">Changed by you since the assistant read it</p>
          <ul className="mt-0.5 flex flex-col gap-0.5">
            {since.map(({ field, before, after, at }) => (
              <li key={`${field} ${at}`} className="wrap-anywhere">
                You changed {fieldName(field).toLowerCase()} from <Value words={words(field, before)} /> to{' '}
                <Value words={words(field, after)} />{' '}
                <span className="text-12 text-ink-3">{agoInside({ instant: at, now, zone })}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
      {used && askedForLimit && <Used used={used} />}
    </div>
  );
}

function Value({ words }: { words: string }) {
  if (words === 'nothing') return <span className="font-medium">{words}</span>;
  return (
    <span className="font-medium">
      “<bdi>{words.length > 160 ? `${words.slice(0, 159)}…` : words}</bdi>”
    </span>
  );
}

/** What the run used so far of what it is allowed. */
function Used({ used }: { used: NonNullable<Approval['used']> }) {
  return (
    <div className="text-13">
      <p className="flex items-center gap-2 text-12 font-medium text-ink-3">
        <Gauge aria-hidden className="size-3.75" />
        Used so far by this request
      </p>
      <dl className="mt-1 grid grid-cols-[auto_1fr] gap-x-4 gap-y-0.5 nums">
        {usedInWords(used).map(({ name, words, share }) => (
          <div key={name} className="col-span-full grid grid-cols-subgrid items-center">
            <dt className="text-ink-2">{name}</dt>
            <dd className="flex items-center gap-2">
              <span aria-hidden className="h-1 w-16 shrink-0 overflow-hidden rounded-full bg-pressed">
                <span
                  className={share >= 0.95 ? 'block h-full bg-today' : 'block h-full bg-ink-3'}
                  style={{ width: `${Math.round(share * 100)}%` }}
                />
              </span>
              {words}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
