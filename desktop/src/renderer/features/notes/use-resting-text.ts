import { useEffect, useState } from 'react';
import { useAppPowers } from '#renderer/app-powers.ts';
import type { NoteSession } from './note-session.ts';

/** Shorter texts follow at once, longer ones when the writing rests: what is done with them must not slow the writing. */
const AT_ONCE = 8_000;
const NEXT_MS = 30;
const RESTS_MS = 400;

/** A note's text as it is written, told when the writing rests for a moment. */
export function useRestingText(session: NoteSession): string {
  const { clock } = useAppPowers();
  const [text, setText] = useState(() => session.text());
  useEffect(() => {
    let stop = () => {};
    const stopHearing = session.onText(() => {
      stop();
      const isShort = (session.store.getState().note?.content.length ?? 0) <= AT_ONCE;
      stop = clock.after(isShort ? NEXT_MS : RESTS_MS, () => setText(session.text()));
    });
    return () => {
      stop();
      stopHearing();
    };
  }, [clock, session]);
  return text;
}
