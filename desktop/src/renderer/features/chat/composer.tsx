import { ArrowUp, Square } from 'lucide-react';
import type { RefObject } from 'react';
import { Button, IconButton } from '#renderer/ui/index.ts';

const LONGEST = 100_000;

/** Where a message is written. Enter sends; Shift+Enter begins a new line. */
export function Composer({
  text,
  sending,
  running,
  offline,
  takesHistory,
  field,
  onWrite,
  onSend,
  onStop,
}: {
  text: string;
  sending: boolean;
  running: boolean;
  /** The backend is away: a message is kept and sent later. */
  offline: boolean;
  /** The message takes along what was said before. */
  takesHistory: boolean;
  field: RefObject<HTMLTextAreaElement | null>;
  onWrite: (text: string) => void;
  onSend: () => void;
  onStop: () => void;
}) {
  const empty = text.trim() === '';
  const left = LONGEST - text.length;
  const note =
    left < 2_000
      ? `${left.toLocaleString('en')} characters left`
      : empty
        ? undefined
        : offline
          ? 'The backend is away: your message will be kept, and sent when it is back.'
          : takesHistory
            ? 'What was said here before goes along: the backend does not have it.'
            : undefined;
  return (
    <form
      className="mx-auto w-full max-w-measure px-4 pb-4 max-wide:px-3 max-wide:pb-3"
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      <div className="flex items-end gap-2 rounded-l border border-line-strong bg-raised py-1.5 pr-1.5 pl-3.5 shadow-field focus-within:border-line-control">
        <textarea
          ref={field}
          aria-label="Message"
          placeholder="Ask, or say what to do"
          rows={1}
          value={text}
          maxLength={LONGEST}
          enterKeyHint="send"
          onChange={(event) => onWrite(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            onSend();
          }}
          className="field-sizing-content max-h-[38vh] min-h-8 flex-1 resize-none bg-transparent py-1.25 text-14 outline-none"
        />
        {running && (
          <Button onClick={onStop} className="h-8">
            <Square aria-hidden className="fill-current" />
            Stop
          </Button>
        )}
        <IconButton
          type="submit"
          label="Send"
          shortcut="Enter"
          look={empty ? 'quiet' : 'primary'}
          aria-disabled={empty || sending}
          className="size-8"
        >
          <ArrowUp />
        </IconButton>
      </div>
      {note !== undefined && <p className="px-3.5 pt-1 text-12 text-ink-3 nums">{note}</p>}
    </form>
  );
}
