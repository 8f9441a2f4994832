import { setImmediate as turn } from 'node:timers/promises';
import type { BackendFrame, RunEvent } from '@adiuva/shared-protocol';

/** Events that are sent as they come, at once, at most. */
const LIVE_EVENTS = 64;

/** One run's way to one socket: its events in order and without gaps, and its calls between them. */
export interface RunStream {
  /** Events that were just stored. */
  publish(events: RunEvent[]): void;
  /** Sends after everything before it. */
  send(frame: BackendFrame): void;
  /** Sends what is stored and was not sent. */
  catchUp(): void;
  /** How far this socket has been sent. */
  position(): number;
}

/**
 * `after`: the last event that the device has. What does not follow on what was sent is read from the store, so that a
 * socket that comes in the middle of a run misses nothing.
 */
export function createRunStream({
  after,
  read,
  send,
  sendTexts,
  isRoomy,
  isWritable,
  onGone,
  onFault,
}: {
  after: number;
  /** What is stored after that place, some of it, as it is to be sent. */
  read: (after: number) => Promise<{ seq: number; text(): string }[] | 'gone'>;
  send: (frame: BackendFrame) => void;
  sendTexts: (texts: string[]) => void;
  /** The socket takes more now. */
  isRoomy: () => boolean;
  /** Resolves when the socket takes more; rejects when it is closed. */
  isWritable: () => Promise<void>;
  /** Events are missing from the store. */
  onGone: (after: number) => void;
  onFault: (error: unknown) => void;
}): RunStream {
  let sent = after;
  let isBusy = false;
  let tasks: (() => Promise<void>)[] = [];

  function sendEvent(event: RunEvent): void {
    if (event.seq !== sent + 1) return;
    sent = event.seq;
    send(event);
  }

  async function readOn(): Promise<void> {
    let page = read(sent);
    for (;;) {
      // Whoever waits for it hears of its fault; until then nobody does.
      page.catch(() => undefined);
      await isWritable();
      const events = await page;
      if (events === 'gone') {
        onGone(sent);
        return;
      }
      const last = events.at(-1);
      if (!last) return;
      // The next ones are on their way while these are decrypted and sent.
      page = read(last.seq);
      await turn();
      const texts: string[] = [];
      for (const event of events) {
        if (event.seq !== sent + 1) continue;
        sent = event.seq;
        texts.push(event.text());
      }
      sendTexts(texts);
    }
  }

  async function work(): Promise<void> {
    isBusy = true;
    try {
      for (let task = tasks.shift(); task; task = tasks.shift()) await task();
    } catch (error) {
      tasks = [];
      onFault(error);
    }
    isBusy = false;
  }

  function add(task: () => Promise<void>): void {
    tasks.push(task);
    if (!isBusy) void work();
  }

  return {
    publish(events) {
      const [first] = events;
      if (!first) return;
      // What is much at once, or for a reader that is slower than the run, comes from the store as it is taken.
      const isLittle = events.length <= LIVE_EVENTS && isRoomy();
      if (!isBusy && first.seq === sent + 1 && isLittle) for (const event of events) sendEvent(event);
      else if (first.seq > sent) add(readOn);
    },
    send(frame) {
      if (isBusy) add(async () => send(frame));
      else send(frame);
    },
    catchUp: () => add(readOn),
    position: () => sent,
  };
}
