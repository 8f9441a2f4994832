import { useRef, useState } from 'react';

export interface Draft {
  text: string;
  set: (text: string) => void;
  /** Gives the text away, once, if it is another than the value. */
  commit: () => void;
  reset: () => void;
}

/**
 * A text being written over a value that may change beneath it: while nothing is written, the value shows. A text that was
 * given away shows until it is kept, so that one writes on from it; what could not be kept is a draft again.
 */
export function useDraft({
  value,
  onCommit,
}: {
  value: string;
  /** Answers whether the text needs to be kept here no longer. */
  onCommit: (text: string) => Promise<boolean> | void;
}): Draft {
  const [draft, setDraft] = useState<string>();
  const [given, setGiven] = useState<string>();
  // Enter commits and takes the focus away, and leaving commits too: what counts is what is written now, not at the last render.
  const written = useRef<string>(undefined);
  const latest = useRef<string>(undefined);
  const write = (text: string | undefined) => {
    written.current = text;
    setDraft(text);
  };
  async function give(text: string): Promise<void> {
    const kept = onCommit(text);
    if (kept === undefined) return;
    latest.current = text;
    setGiven(text);
    const isKept = await kept;
    // What was given away since, or is being written, counts more.
    if (latest.current !== text) return;
    latest.current = undefined;
    setGiven(undefined);
    if (!isKept && written.current === undefined) write(text);
  }
  return {
    text: draft ?? given ?? value,
    set: write,
    reset: () => write(undefined),
    commit: () => {
      const text = written.current;
      write(undefined);
      if (text !== undefined && text !== (latest.current ?? value)) void give(text);
    },
  };
}
