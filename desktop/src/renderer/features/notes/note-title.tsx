import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { NoteSession } from './note-session.ts';

/** The note's name, on as many lines as it needs. Enter goes on to the text. */
export function NoteTitle({ session, isFresh, onDone }: { session: NoteSession; isFresh: boolean; onDone: () => void }) {
  const title = useStore(session.store, (state) => state.title);
  const saved = useStore(session.store, (state) => state.note?.title ?? '');
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (!isFresh) return;
    field.current?.focus();
    field.current?.select();
  }, [isFresh]);
  return (
    <textarea
      ref={field}
      aria-label="Title of the note"
      rows={1}
      maxLength={500}
      value={title}
      onChange={(event) => session.retitle(event.target.value.replaceAll(/[\r\n]+/g, ' '))}
      onBlur={() => {
        // A note has a name: an empty field means the one that it had.
        if (title.trim() === '') session.retitle(saved);
        else if (title !== title.trim()) session.retitle(title.trim());
        void session.flush();
      }}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing || event.key !== 'Enter') return;
        event.preventDefault();
        onDone();
      }}
      className="min-w-0 flex-1 field-sizing-content resize-none rounded-m px-2 py-0.5 text-16 font-semibold tracking-[-0.012em] outline-none hover:bg-hover focus:bg-hover focus-visible:outline-2"
    />
  );
}
