import type { JsonObject } from '@adiuva/shared-protocol';
import { type ReactNode, useId, useState } from 'react';
import type { Approval } from '#rpc/approvals.ts';
import { fieldName } from '#renderer/features/activity/index.ts';
import type { ProjectsStore } from '#renderer/features/projects/index.ts';
import { Button } from '#renderer/ui/index.ts';
import { EditControl } from './edit-control.tsx';
import { editedInput, editedWords, editFields, faultsOf } from './edit-fields.ts';
import { OtherRow } from './other-row.tsx';

export interface EditFormProps {
  approval: Approval;
  projects: ProjectsStore;
  busy: boolean;
  zone: string;
  /** What is done instead, and that in words. */
  onApprove: (edited: { input: JsonObject; words: string }) => void;
  onCancel: () => void;
}

/** What was asked, to be changed before it is approved. */
export function EditForm(props: EditFormProps) {
  const { kind, action } = props.approval;
  return kind === 'device' && action === 'delete' ? <DeleteOther {...props} /> : <Fields {...props} />;
}

function Frame({
  summary,
  words,
  busy,
  ready,
  children,
  onSubmit,
  onCancel,
}: {
  summary: string;
  words: string;
  busy: boolean;
  ready: boolean;
  children: ReactNode;
  onSubmit: () => void;
  onCancel: () => void;
}) {
  return (
    <form
      aria-label={`Edit first: ${summary}`}
      noValidate
      className="flex flex-col gap-3 border-t border-line bg-surface px-3.5 py-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready && !busy) onSubmit();
      }}
    >
      {children}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" aria-disabled={busy || !ready}>
          {words}
        </Button>
        <Button look="quiet" onClick={onCancel}>
          Back
        </Button>
      </div>
    </form>
  );
}

function DeleteOther({ approval, projects, busy, zone, onApprove, onCancel }: EditFormProps) {
  const [other, setOther] = useState<{ id: string; label: string }>();
  const { table } = approval;
  if (table !== 'tasks' && table !== 'projects' && table !== 'clients') return undefined;
  return (
    <Frame
      summary={approval.summary}
      words={other ? 'Delete this one instead' : 'Choose another one'}
      busy={busy}
      ready={other !== undefined}
      onSubmit={() => other && onApprove({ input: { id: other.id }, words: `“${other.label}” was deleted instead` })}
      onCancel={onCancel}
    >
      <OtherRow
        table={table}
        projects={projects}
        without={approval.row?.id}
        chosen={other}
        takesFocus
        zone={zone}
        onChoose={setOther}
      />
    </Frame>
  );
}

function Fields({ approval, projects, busy, zone, onApprove, onCancel }: EditFormProps) {
  const [drafts, setDrafts] = useState<JsonObject>({});
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [tried, setTried] = useState(false);
  const baseId = useId();
  const input = approval.input ?? {};
  const fields = editFields(approval);
  const edited = editedInput({ input, drafts, left });
  const faults = faultsOf({ fields, edited });
  const isUpdate = approval.kind === 'device' && approval.action === 'update';
  const nothing = isUpdate && Object.keys(edited).length === 0;
  const labelOf = (name: string) => (approval.kind === 'backend' ? name.replaceAll('_', ' ') : fieldName(name));
  const submit = () => {
    setTried(true);
    if (faults.size === 0) onApprove({ input: edited, words: editedWords({ input, edited, label: labelOf }) });
    else document.getElementById(`${baseId}-${[...faults.keys()][0]}`)?.focus();
  };
  return (
    <Frame
      summary={approval.summary}
      words="Approve as edited"
      busy={busy}
      ready={!nothing}
      onSubmit={submit}
      onCancel={onCancel}
    >
      <div className="grid max-h-[60vh] grid-cols-[minmax(4.5rem,7rem)_1fr] items-start gap-x-3 gap-y-2.5 overflow-auto p-0.5 max-wide:grid-cols-1 max-wide:gap-y-1">
        {fields.map(({ name, kind }, index) => {
          const id = `${baseId}-${name}`;
          const fault = tried ? faults.get(name) : undefined;
          const isLeft = left.has(name);
          const label = labelOf(name);
          return (
            <div key={name} className="col-span-full grid grid-cols-subgrid max-wide:pb-1.5">
              <label htmlFor={id} id={`${id}-label`} className="pt-1 text-13 text-ink-2 wrap-anywhere">
                {label}
              </label>
              <div className="min-w-0">
                <div className="flex items-start gap-1.5">
                  <div className="min-w-0 flex-1">
                    {isLeft ? (
                      <p className="py-1 text-13 text-ink-3">Stays as it is.</p>
                    ) : (
                      <EditControl
                        id={id}
                        label={label}
                        kind={kind}
                        value={Object.hasOwn(edited, name) ? edited[name] : undefined}
                        shown={approval.fields.find(({ field }) => field === name)?.after ?? undefined}
                        projects={projects}
                        zone={zone}
                        takesFocus={index === 0}
                        invalid={fault !== undefined}
                        onChange={(value) => setDrafts((all) => ({ ...all, [name]: value }))}
                      />
                    )}
                  </div>
                  {isUpdate && kind.type !== 'fixed' && (
                    <Button
                      look="quiet"
                      className="text-12"
                      aria-pressed={isLeft}
                      aria-label={isLeft ? `Change ${label} after all` : `Leave ${label} as it is`}
                      onClick={() =>
                        setLeft((now) => {
                          const next = new Set(now);
                          if (!next.delete(name)) next.add(name);
                          return next;
                        })
                      }
                    >
                      {isLeft ? 'Change it' : 'Leave it'}
                    </Button>
                  )}
                </div>
                {fault !== undefined && (
                  <p id={`${id}-fault`} role="alert" className="pt-0.5 text-12 text-late">
                    {fault}
                  </p>
                )}
              </div>
            </div>
          );
        })}
      </div>
      {nothing && <p className="text-12 text-ink-3">Nothing is left to change. Go back and reject it instead.</p>}
    </Frame>
  );
}
