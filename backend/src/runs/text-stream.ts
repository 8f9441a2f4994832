import type { Clock } from '#backend/clock.ts';
import type { RunEventBody, RunLog } from './run-log.ts';

/** Text is stored when so much of it has come, or so long after its first character. */
const CHARACTERS = 200;
const MILLISECONDS = 40;
/** Characters of one `text_chunk` at most. */
const CHUNK_CHARACTERS = 8_000;

/** The text of one model call on its way to the device. */
export interface TextStream {
  push(text: string): void;
  /** The text so far, sent or not. */
  text(): string;
  /** What is not stored yet, as events for the caller's own write; the stream takes nothing after it. */
  close(): RunEventBody[];
}

/**
 * Gathers a model's text into chunks, so that storing it does not cost a transaction a token. While one chunk is being
 * stored, the next one grows.
 */
export function createTextStream({ log, clock, messageId }: { log: RunLog; clock: Clock; messageId: string }): TextStream {
  let whole = '';
  let unsent = '';
  let isStoring = false;
  let isClosed = false;
  let stopTimer: (() => void) | undefined;

  function chunks(): RunEventBody[] {
    const events: RunEventBody[] = [];
    while (unsent !== '') {
      const text = unsent.slice(0, cutAt(unsent));
      unsent = unsent.slice(text.length);
      events.push({ type: 'text_chunk', message_id: messageId, text });
    }
    return events;
  }

  function store(): void {
    stopTimer?.();
    stopTimer = undefined;
    if (isStoring || isClosed || unsent === '') return;
    isStoring = true;
    void storeChunks();
  }

  async function storeChunks(): Promise<void> {
    try {
      await log.write({ events: chunks() });
    } catch {
      // Whoever waits for a later write is told; there is nothing more to store.
      return;
    }
    isStoring = false;
    if (unsent.length >= CHARACTERS) store();
    else if (unsent !== '') wait();
  }

  function wait(): void {
    stopTimer ??= clock.after(MILLISECONDS, store);
  }

  return {
    push(text) {
      if (isClosed || text === '') return;
      whole += text;
      unsent += text;
      if (unsent.length >= CHARACTERS) store();
      else if (!isStoring) wait();
    },
    text: () => whole,
    close() {
      stopTimer?.();
      isClosed = true;
      return chunks();
    },
  };
}

/** Never between the halves of a surrogate pair. */
function cutAt(text: string): number {
  if (text.length <= CHUNK_CHARACTERS) return text.length;
  const last = text.charCodeAt(CHUNK_CHARACTERS - 1);
  return last >= 0xd8_00 && last <= 0xdb_ff ? CHUNK_CHARACTERS - 1 : CHUNK_CHARACTERS;
}
