import { useState } from 'react';
import { Button } from '#renderer/ui/index.ts';

const LONGEST = 2_000;

/** A no, and why, if the user wants to say it. */
export function RejectForm({
  summary,
  busy,
  onReject,
  onCancel,
}: {
  /** What it is that is rejected. */
  summary: string;
  busy: boolean;
  onReject: (reason: string) => void;
  onCancel: () => void;
}) {
  const [reason, setReason] = useState('');
  return (
    <form
      aria-label={`Reject: ${summary}`}
      className="flex flex-col gap-2 border-t border-line px-3.5 py-3"
      onSubmit={(event) => {
        event.preventDefault();
        onReject(reason);
      }}
    >
      <label className="flex flex-col gap-1 text-12 text-ink-2">
        Reason, if you like. It goes to the assistant.
        <textarea
          // The user asked to write here.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          rows={2}
          value={reason}
          maxLength={LONGEST}
          onChange={(event) => setReason(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            onReject(reason);
          }}
          className="field-sizing-content max-h-40 resize-none rounded-m border border-line-control bg-surface px-2.5 py-1.5 text-13 text-ink"
        />
      </label>
      <div className="flex gap-2">
        <Button type="submit" look="primary" aria-disabled={busy}>
          Reject
        </Button>
        <Button look="quiet" onClick={onCancel}>
          Back
        </Button>
      </div>
    </form>
  );
}
