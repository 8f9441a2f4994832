import { createEventStream } from '#core/event-stream.ts';
import type { Notice, WindowPlace } from '#rpc/screen.ts';

/** Openings kept for a window that does not read; each is offered elsewhere when it is not settled in time. */
const KEPT = 20;

/** The windows that are open now, and which of them has the user's attention. */
export interface OpenWindows {
  /** A window's stream of what it shall go to, until `signal` aborts or it stops reading. */
  follow(following: { place: WindowPlace; signal: AbortSignal | undefined }): AsyncIteratorObject<Notice, undefined, void>;
  /** What a window says of itself; one that does not follow is not known, and nothing is noted. */
  moved(place: WindowPlace): void;
  /**
   * Hands an opening to one window: of those that show its conversation the one that was active last, else the one that
   * was active last of all. Answers whether there was any.
   */
  push(opening: Notice): boolean;
}

interface OpenWindow {
  sessionId: string | undefined;
  /** When it had the user's attention last, in the order of such moments; 0: never. */
  activeAt: number;
  openedAt: number;
  push: (opening: Notice) => void;
}

export function createOpenWindows(): OpenWindows {
  const windows = new Map<string, OpenWindow>();
  // Which was later is all that counts: no clock is asked.
  let moment = 0;
  const next = (): number => (moment += 1);

  function note({ window, place }: { window: OpenWindow; place: WindowPlace }): void {
    window.sessionId = place.session_id;
    if (place.active) window.activeAt = next();
  }

  return {
    follow({ place, signal }) {
      const id = place.window_id;
      const stream = createEventStream<Notice>({
        kept: KEPT,
        signal,
        // A window that came back before its old socket was known to be gone has a newer stream.
        onEnd: () => {
          if (windows.get(id) === window) windows.delete(id);
        },
      });
      const window: OpenWindow = { sessionId: undefined, activeAt: 0, openedAt: next(), push: (opening) => stream.push(opening) };
      if (signal?.aborted) return stream.events;
      window.activeAt = windows.get(id)?.activeAt ?? 0;
      windows.set(id, window);
      note({ window, place });
      return stream.events;
    },
    moved(place) {
      const window = windows.get(place.window_id);
      if (window) note({ window, place });
    },
    push(opening) {
      const shows = ({ sessionId }: OpenWindow): number =>
        Number(opening.session_id !== undefined && sessionId === opening.session_id);
      const [first] = [...windows.values()].toSorted(
        (a, b) => shows(b) - shows(a) || b.activeAt - a.activeAt || b.openedAt - a.openedAt,
      );
      first?.push(opening);
      return first !== undefined;
    },
  };
}
