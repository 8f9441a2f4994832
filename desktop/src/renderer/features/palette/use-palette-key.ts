import { useEffect, useState } from 'react';
import { useAppPowers } from '#renderer/app-powers.ts';
import { createTypedAhead, type TypedAhead } from './typed-ahead.ts';

/** Ctrl+K, or Cmd+K, from wherever the focus is. What is typed until the palette is there is kept for it. */
export function usePaletteKey({ isOpen, onOpen }: { isOpen: boolean; onOpen: () => void }): TypedAhead {
  const { clock } = useAppPowers();
  const [typedAhead] = useState(() => createTypedAhead({ keys: window, clock }));
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      if (event.defaultPrevented) return;
      event.preventDefault();
      if (isOpen) return;
      typedAhead.begin();
      onOpen();
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [isOpen, onOpen, typedAhead]);
  return typedAhead;
}
