import { useEffect, useEffectEvent, useState } from 'react';
import type { Found } from '#rpc/palette.ts';
import { useAppPowers } from '#renderer/app-powers.ts';

const SETTLE_MS = 60;
const FOUND_OF_EACH = 6;
const nothing: readonly Found[] = [];

/** What is kept that answers to a text, once it was searched for. */
export function useEverything({
  wanted,
  onAnswer,
}: {
  /** Without spaces around it; empty: nothing is searched. */
  wanted: string;
  onAnswer: (items: readonly Found[]) => void;
}): { items: readonly Found[]; isSearching: boolean } {
  const { core, clock } = useAppPowers();
  const [found, setFound] = useState({ text: '', items: nothing });
  const answer = useEffectEvent((items: readonly Found[]) => {
    setFound({ text: wanted, items });
    onAnswer(items);
  });
  useEffect(() => {
    if (wanted === '') return undefined;
    let isOver = false;
    const stop = clock.after(SETTLE_MS, () => {
      core.rpc.palette.everything({ text: wanted, limit: FOUND_OF_EACH }).then(
        ({ items }) => !isOver && answer(items),
        () => !isOver && answer(nothing),
      );
    });
    return () => {
      isOver = true;
      stop();
    };
  }, [core, clock, wanted]);
  return { items: wanted === '' ? nothing : found.items, isSearching: wanted !== '' && found.text !== wanted };
}
