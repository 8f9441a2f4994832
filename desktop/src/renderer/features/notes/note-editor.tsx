import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { useAppPowers } from '#renderer/app-powers.ts';
import { createEditor, type Editor } from './create-editor.ts';
import type { NoteSession } from './note-session.ts';
import type { NoteLink } from './text-links.ts';

/** What may be linked to, at most of each kind. */
const OFFERED = 6;

/** The source of a note. What is written goes to the session, what comes from elsewhere is taken from it. */
export function NoteEditor({
  session,
  onEditor,
  onLink,
}: {
  session: NoteSession;
  onEditor: (editor: Editor | undefined) => void;
  onLink: (link: NoteLink) => void;
}) {
  const { core } = useAppPowers();
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor>(undefined);
  const shown = useStore(session.store, (state) => state.shown);
  const told = useRef({ onEditor, onLink });
  useEffect(() => {
    told.current = { onEditor, onLink };
  });
  const isOpen = shown !== undefined;
  useEffect(() => {
    const parent = place.current;
    if (!parent || !isOpen) return undefined;
    const made = createEditor({
      parent,
      text: session.text(),
      find: (search) =>
        core.rpc.notes.targets({ search, limit: OFFERED }).then(
          ({ items }) => items,
          () => [],
        ),
      onEdit: () => session.edited({ read: made.text, length: made.view.state.doc.length }),
      onLink: (link) => told.current.onLink(link),
      onBlur: () => void session.flush(),
    });
    editor.current = made;
    told.current.onEditor(made);
    return () => {
      session.settleText();
      told.current.onEditor(undefined);
      editor.current = undefined;
      made.destroy();
    };
  }, [core, session, isOpen]);
  useEffect(() => {
    if (!shown || !editor.current || editor.current.text() === shown.content) return;
    editor.current.show(shown.content);
  }, [shown]);
  return <div ref={place} className="min-h-0 min-w-0 flex-1" />;
}
