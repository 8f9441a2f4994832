import { ArrowUp, Paperclip, Square } from 'lucide-react';
import { type ReactNode, type RefObject, useRef, useState } from 'react';
import { Button, classNames, IconButton } from '#renderer/ui/index.ts';

const LONGEST = 100_000;

/** Where a message is written. Enter sends; Shift+Enter begins a new line. */
export function Composer({
  text,
  sending,
  running,
  offline,
  takesHistory,
  files,
  waitsForFiles,
  model,
  field,
  onWrite,
  onAttach,
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
  /** What goes along with the message. */
  files: ReactNode;
  /** Not all of it is there yet. */
  waitsForFiles: boolean;
  /** Where the model is chosen. */
  model: ReactNode;
  field: RefObject<HTMLTextAreaElement | null>;
  onWrite: (text: string) => void;
  onAttach: (files: readonly File[]) => void;
  onSend: () => void;
  onStop: () => void;
}) {
  const empty = text.trim() === '';
  const left = LONGEST - text.length;
  const picker = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
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
    // Files are dropped on all of it; the button does the same by keys.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      className="mx-auto w-full max-w-measure px-4 pb-4 max-wide:px-3 max-wide:pb-3"
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!(event.relatedTarget instanceof Node) || !event.currentTarget.contains(event.relatedTarget)) setOver(false);
      }}
      onDrop={(event) => {
        setOver(false);
        if (event.dataTransfer.files.length === 0) return;
        event.preventDefault();
        onAttach([...event.dataTransfer.files]);
      }}
    >
      <div
        className={classNames(
          'rounded-l border bg-raised shadow-field focus-within:border-line-control',
          over ? 'border-accent bg-accent-soft' : 'border-line-strong',
        )}
      >
        {files}
        <div className="flex flex-wrap items-end gap-x-1.5 py-1.5 pr-1.5 pl-1.5">
          <input
            ref={picker}
            type="file"
            multiple
            hidden
            accept="image/png,image/jpeg,image/gif,image/webp,application/pdf,.txt,.md"
            onChange={(event) => {
              onAttach([...(event.target.files ?? [])]);
              // The same file may be chosen again.
              event.target.value = '';
            }}
          />
          <IconButton label="Attach files" className="size-8" onClick={() => picker.current?.click()}>
            <Paperclip />
          </IconButton>
          <textarea
            ref={field}
            aria-label="Message"
            placeholder="Ask, or say what to do"
            rows={1}
            value={text}
            maxLength={LONGEST}
            enterKeyHint="send"
            onChange={(event) => onWrite(event.target.value)}
            onPaste={(event) => {
              const pasted = [...event.clipboardData.files];
              if (pasted.length === 0) return;
              event.preventDefault();
              onAttach(pasted);
            }}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
              event.preventDefault();
              onSend();
            }}
            className="field-sizing-content max-h-[38vh] min-h-8 min-w-40 flex-1 resize-none bg-transparent py-1.25 text-14 outline-none"
          />
          <div className="ml-auto flex min-w-0 items-center gap-1.5">
            {model}
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
              aria-disabled={empty || sending || waitsForFiles}
              className="size-8"
            >
              <ArrowUp />
            </IconButton>
          </div>
        </div>
      </div>
      {note !== undefined && <p className="px-3.5 pt-1 text-12 text-ink-3 nums">{note}</p>}
    </form>
  );
}
