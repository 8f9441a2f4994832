import { useMemo } from 'react';
import { Button, Dialog } from '#renderer/ui/index.ts';
import type { NoteConflict, NoteSession } from './note-session.ts';
import { mergeTexts } from './merge-texts.ts';

/** Two texts of one note: both are shown, and the user says what becomes of them. Neither is lost, whatever it is. */
export function ConflictDialog({
  conflict,
  session,
  open,
  onClose,
}: {
  conflict: NoteConflict;
  session: NoteSession;
  open: boolean;
  onClose: () => void;
}) {
  const { base, theirs } = conflict;
  const mine = useMemo(() => (open ? { ...conflict.mine, content: session.text() } : conflict.mine), [open, conflict, session]);
  const { clashes } = useMemo(
    () => mergeTexts({ base: base?.content, mine: mine.content, theirs: theirs.content }),
    [base, mine, theirs],
  );
  const settle = (choice: 'mine' | 'theirs' | 'both') => {
    onClose();
    void session.settle(choice);
  };
  return (
    <Dialog
      wide
      title="This note was changed meanwhile"
      description="Another window or an assistant wrote it while you did. Nothing of either is lost, whatever you choose."
      open={open}
      onClose={onClose}
    >
      <div className="grid gap-3 wide:grid-cols-2">
        <Side name="Yours, not saved yet" title={mine.title} content={mine.content} />
        <Side name="There now" title={theirs.title} content={theirs.content} />
      </div>
      <p className="mt-3 text-13 text-ink-2">
        {clashes === 0
          ? 'The two changed different passages: both together lose nothing.'
          : clashes === 1
            ? 'One passage was changed by both: together, both versions of it stand one after the other.'
            : `${clashes} passages were changed by both: together, both versions of each stand one after the other.`}
      </p>
      <div className="mt-4 flex flex-wrap justify-end gap-2">
        <Button onClick={() => settle('theirs')}>Keep what is there, mine as a new note</Button>
        <Button onClick={() => settle('mine')}>Use mine, theirs stays in the history</Button>
        <Button look="primary" onClick={() => settle('both')}>
          Bring both together
        </Button>
      </div>
    </Dialog>
  );
}

/** More than this is not shown: it is for telling the two apart. */
const SHOWN = 20_000;

function Side({ name, title, content }: { name: string; title: string; content: string }) {
  return (
    <section aria-label={name} className="min-w-0">
      <h3 className="text-12 font-medium text-ink-3">{name}</h3>
      <p className="mt-1 truncate text-13 font-medium" title={title}>
        {title}
      </p>
      <pre
        // It scrolls, by keys too.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className="focus-inset mt-1 h-56 overflow-auto rounded-m border border-line bg-canvas p-2.5 font-mono text-12 wrap-anywhere whitespace-pre-wrap"
      >
        {content.slice(0, SHOWN)}
        {content.length > SHOWN && '…'}
      </pre>
    </section>
  );
}
