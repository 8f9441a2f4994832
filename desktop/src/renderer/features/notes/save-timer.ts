import type { Clock } from '#renderer/clock.ts';

/** When what is written is saved, and when it is kept in this browser. */
export interface SaveTimer {
  /** Something was written; the text is `length` long. */
  changed: (length: number) => void;
  /** What was refused is tried again later. */
  again: () => void;
  stop: () => void;
}

/** Saved once the writing rests, and at the latest so long after the first word that is not saved. */
const REST_MS = 900;
const LATEST_MS = 5_000;
const AGAIN_MS = 10_000;

/** A short text is kept with every key; a longer one so long after the first key that is not kept. */
const SHORT = 20_000;
const LONG = 100_000;
const KEEP_MS = 250;
const KEEP_LONG_MS = 500;

export function createSaveTimer({ clock, save, keep }: { clock: Clock; save: () => void; keep: () => void }): SaveTimer {
  let stopSave = () => {};
  let stopKeep: (() => void) | undefined;
  let since: number | undefined;
  const saveIn = (ms: number) => {
    stopSave();
    stopSave = clock.after(ms, () => {
      since = undefined;
      save();
    });
  };
  return {
    changed: (length) => {
      since ??= clock.now();
      saveIn(Math.max(0, Math.min(REST_MS, since + LATEST_MS - clock.now())));
      if (length <= SHORT) return keep();
      stopKeep ??= clock.after(length <= LONG ? KEEP_MS : KEEP_LONG_MS, () => {
        stopKeep = undefined;
        keep();
      });
    },
    again: () => saveIn(AGAIN_MS),
    stop: () => {
      stopSave();
      since = undefined;
    },
  };
}
