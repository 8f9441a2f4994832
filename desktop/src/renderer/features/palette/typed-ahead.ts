import type { Clock } from '#renderer/clock.ts';

/**
 * What is typed after the key that opens the palette and before its field has the focus: it belongs into the field, and is
 * no shortcut of the page behind.
 */
export interface TypedAhead {
  /** Keys are kept from the page until the text is taken, or something else was meant: Escape, a click, a long wait. */
  begin: () => void;
  /** Answers what was typed, and whether Enter ended it; keys go their way again. */
  take: () => { text: string; isEntered: boolean };
}

const AT_MOST_MS = 5_000;

export function createTypedAhead({
  keys,
  clock,
}: {
  keys: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>;
  clock: Pick<Clock, 'after'>;
}): TypedAhead {
  let text = '';
  let isEntered = false;
  let stop: (() => void) | undefined;
  function end(): void {
    stop?.();
    stop = undefined;
  }

  function onKeyDown(event: Event): void {
    if (!(event instanceof KeyboardEvent) || event.isComposing) return;
    if (event.key === 'Escape') return end();
    if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
    if (event.key === 'Enter') isEntered = true;
    else if (event.key === 'Backspace') text = isEntered ? text : text.slice(0, -1);
    else if (event.key.length === 1) text += isEntered ? '' : event.key;
    else return undefined;
    event.preventDefault();
    event.stopImmediatePropagation();
    return undefined;
  }

  return {
    begin() {
      if (stop) return;
      text = '';
      isEntered = false;
      keys.addEventListener('keydown', onKeyDown, { capture: true });
      keys.addEventListener('pointerdown', end, { capture: true });
      const stopWaiting = clock.after(AT_MOST_MS, end);
      stop = () => {
        stopWaiting();
        keys.removeEventListener('keydown', onKeyDown, { capture: true });
        keys.removeEventListener('pointerdown', end, { capture: true });
      };
    },
    take() {
      end();
      const typed = { text, isEntered };
      text = '';
      isEntered = false;
      return typed;
    },
  };
}
