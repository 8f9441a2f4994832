import type { CoreChannel } from '#renderer/rpc-client.ts';
import type { LostReason } from './link-state.ts';

/** A way from this window to the core: a WebSocket in a browser, a MessagePort in the desktop program. */
export interface CoreTransport {
  /** False: this window was opened without a key, and none will come. */
  hasKey: boolean;
  /** Opens one channel. Exactly one of `onClosed` follows each; `onOpened` may come before it. Answers how to close it. */
  open(told: { onOpened: (opened: OpenedChannel) => void; onClosed: (reason: LostReason) => void }): () => void;
}

export interface OpenedChannel {
  channel: CoreChannel;
  /** Fires when the channel is gone. */
  closed: AbortSignal;
}
