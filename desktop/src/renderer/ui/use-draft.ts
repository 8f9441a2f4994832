import { useState } from 'react';

export interface Draft {
  text: string;
  set: (text: string) => void;
  /** Gives the text away if it is another than the value. */
  commit: () => void;
  reset: () => void;
}

/** A text being written over a value that may change beneath it: while nothing is written, the value shows. */
export function useDraft({ value, onCommit }: { value: string; onCommit: (text: string) => void }): Draft {
  const [draft, setDraft] = useState<string>();
  return {
    text: draft ?? value,
    set: setDraft,
    reset: () => setDraft(undefined),
    commit: () => {
      setDraft(undefined);
      if (draft !== undefined && draft !== value) onCommit(draft);
    },
  };
}
