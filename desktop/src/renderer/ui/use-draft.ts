import { useRef, useState } from 'react';

export interface Draft {
  text: string;
  set: (text: string) => void;
  /** Gives the text away, once, if it is another than the value. */
  commit: () => void;
  reset: () => void;
}

/** A text being written over a value that may change beneath it: while nothing is written, the value shows. */
export function useDraft({ value, onCommit }: { value: string; onCommit: (text: string) => void }): Draft {
  const [draft, setDraft] = useState<string>();
  // Enter commits and takes the focus away, and leaving commits too: what counts is what is written now, not at the last render.
  const written = useRef<string>(undefined);
  const write = (text: string | undefined) => {
    written.current = text;
    setDraft(text);
  };
  return {
    text: draft ?? value,
    set: write,
    reset: () => write(undefined),
    commit: () => {
      const text = written.current;
      write(undefined);
      if (text !== undefined && text !== value) onCommit(text);
    },
  };
}
