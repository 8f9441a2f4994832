/** What is taken out together: little enough that nobody else waits long. */
const SLICE_FRAMES = 32;
const SLICE_BYTES = 1024 * 1024;

/** What may wait before the sender is held back, and when it may go on. */
const FULL_FRAMES = 512;
const FULL_BYTES = 8 * 1024 * 1024;

/** A frame as the socket gave it. */
export interface ReceivedFrame {
  data: Buffer;
  isBinary: boolean;
}

/** Received frames on their way to whoever handles them, in order, in slices, with bounded memory. */
export interface Inbox {
  push(frame: ReceivedFrame): void;
  /** Drops what waits; nothing is handled any more. */
  close(): void;
}

/**
 * Frames that arrive in one piece are handled in one slice, at the end of the piece; what is left comes after everybody
 * else had their turn.
 *
 * @param hold asks the sender to pause (true) or to go on
 * @param waitForRoom false: there is room for answers. True: there is none, and it calls `resume` later to look again.
 */
export function createInbox({
  handle,
  hold,
  waitForRoom,
}: {
  handle: (frames: ReceivedFrame[]) => void;
  hold: (paused: boolean) => void;
  waitForRoom: (resume: () => void) => boolean;
}): Inbox {
  let waiting: ReceivedFrame[] = [];
  let bytes = 0;
  let scheduled = false;
  let paused = false;
  let closed = false;

  const sizeAt = (index: number): number => waiting[index]?.data.length ?? 0;

  function setPaused(next: boolean): void {
    if (paused === next) return;
    paused = next;
    hold(next);
  }

  function drain(): void {
    if (closed) return;
    if (waitForRoom(drain)) return;
    let count = 0;
    let size = 0;
    while (count < waiting.length && count < SLICE_FRAMES && (count === 0 || size + sizeAt(count) <= SLICE_BYTES)) {
      size += sizeAt(count);
      count += 1;
    }
    const slice = waiting.splice(0, count);
    bytes -= size;
    handle(slice);
    if (waiting.length < FULL_FRAMES / 4 && bytes < FULL_BYTES / 4) setPaused(false);
    if (waiting.length > 0) setImmediate(drain);
    else scheduled = false;
  }

  return {
    push(frame) {
      if (closed) return;
      waiting.push(frame);
      bytes += frame.data.length;
      if (waiting.length >= FULL_FRAMES || bytes >= FULL_BYTES) setPaused(true);
      if (scheduled) return;
      scheduled = true;
      queueMicrotask(drain);
    },
    close() {
      closed = true;
      waiting = [];
      bytes = 0;
    },
  };
}
