import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';

/** How far from the end still counts as being there, in pixels. */
const NEAR = 56;

/**
 * Keeps a scroller at its end while its content grows, unless the user scrolled up; and keeps what is seen in place when
 * older content comes in above it. `firstKey` names the first thing shown; `wholeKey` the whole that is shown.
 */
export function useBottomAnchor({
  scroller,
  content,
  firstKey,
  wholeKey,
}: {
  scroller: RefObject<HTMLElement | null>;
  content: RefObject<HTMLElement | null>;
  firstKey: string | undefined;
  wholeKey: string | undefined;
}): { atEnd: boolean; toEnd: () => void } {
  const [atEnd, setAtEnd] = useState(true);
  const held = useRef({ stuck: true, height: 0, top: 0, firstKey, wholeKey });

  const toEnd = () => {
    held.current.stuck = true;
    setAtEnd(true);
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
  };

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const { stuck, height, firstKey: firstBefore, wholeKey: wholeBefore } = held.current;
    const other = wholeBefore !== wholeKey;
    const older = !other && firstBefore !== firstKey && !stuck;
    if (older) element.scrollTo({ top: element.scrollTop + element.scrollHeight - height });
    held.current = { stuck: stuck || other, height: element.scrollHeight, top: element.scrollTop, firstKey, wholeKey };
  }, [scroller, firstKey, wholeKey]);

  useEffect(() => {
    const element = scroller.current;
    const inner = content.current;
    if (!element || !inner) return undefined;
    const look = () => {
      const isNear = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR;
      // Word of our own scrolling may come when more has grown below it: only who went up has left the end.
      const wentUp = element.scrollTop < held.current.top;
      if (isNear || wentUp) held.current.stuck = isNear;
      held.current.height = element.scrollHeight;
      held.current.top = element.scrollTop;
      setAtEnd(held.current.stuck);
    };
    const resized = new ResizeObserver(() => {
      if (held.current.stuck) element.scrollTo({ top: element.scrollHeight });
      look();
    });
    // What the user opens grows under their eyes: it is not scrolled away.
    const opened = (event: MouseEvent) => {
      if (event.target instanceof Element && event.target.closest('[aria-expanded]')) held.current.stuck = false;
    };
    inner.addEventListener('click', opened);
    resized.observe(inner);
    resized.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      resized.disconnect();
      element.removeEventListener('scroll', look);
      inner.removeEventListener('click', opened);
    };
  }, [scroller, content]);

  return { atEnd, toEnd };
}
