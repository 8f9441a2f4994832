import { useMemo } from 'react';
import { useStore } from 'zustand';
import { classNames } from '#renderer/ui/index.ts';
import type { NoteSession } from './note-session.ts';
import { useRestingText } from './use-resting-text.ts';
import { saveWords, wordCount } from './note-words.ts';

const quiet = new Set(['saved', 'waiting', 'saving']);

/** The line under a note: how what is written stands, and how much it is. */
export function NoteStatus({ session }: { session: NoteSession }) {
  const save = useStore(session.store, (state) => state.save);
  const kept = useStore(session.store, (state) => state.kept);
  const text = useRestingText(session);
  const words = useMemo(() => wordCount(text), [text]);
  const isQuiet = quiet.has(save) && (kept || save === 'saved');
  return (
    <footer className="flex shrink-0 items-center gap-3 border-t border-line px-4 py-1.5 text-12 text-ink-3">
      <p role="status" aria-live={isQuiet ? 'off' : 'polite'} className={classNames('flex-1', !isQuiet && 'text-late')}>
        {saveWords({ save, kept })}
      </p>
      <p className="shrink-0 nums">{words === 1 ? '1 word' : `${words.toLocaleString('en')} words`}</p>
    </footer>
  );
}
