import { useState } from 'react';
import { useAppPowers } from '#renderer/app-powers.ts';

export type NoteMode = 'write' | 'both' | 'read';

const KEY = 'adiuva.notes.mode';
const modes: readonly NoteMode[] = ['write', 'both', 'read'];

/** How notes are shown, as this browser remembers it. */
export function useNoteMode(): [NoteMode, (mode: NoteMode) => void] {
  const { memory } = useAppPowers();
  const [mode, setMode] = useState<NoteMode>(() => modes.find((one) => one === memory.getItem(KEY)) ?? 'write');
  return [
    mode,
    (next) => {
      memory.setItem(KEY, next);
      setMode(next);
    },
  ];
}
