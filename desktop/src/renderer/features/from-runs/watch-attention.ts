/** What shows that this window has the user's attention. */
const signs = ['focus', 'pointerdown', 'keydown', 'visibilitychange'] as const;

/** How often the same is said at most, in milliseconds. */
const AGAIN_MS = 2_000;

export function hasAttention(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus();
}

/** Calls `tell` when the user turns to this window, and now and then while they use it. Answers how to stop. */
export function watchAttention({ now, tell }: { now: () => number; tell: () => void }): () => void {
  let told = Number.NEGATIVE_INFINITY;
  const onSign = () => {
    if (!hasAttention() || now() - told < AGAIN_MS) return;
    told = now();
    tell();
  };
  for (const sign of signs) window.addEventListener(sign, onSign, { capture: true, passive: true });
  return () => {
    for (const sign of signs) window.removeEventListener(sign, onSign, { capture: true });
  };
}
