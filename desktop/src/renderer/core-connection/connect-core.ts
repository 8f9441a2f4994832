import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Clock } from '#renderer/clock.ts';
import { type CoreChannel, createRpc, openChannel, type Rpc } from '#renderer/rpc-client.ts';
import { emptyFeed, type Invalidation, withChange } from './change-feed.ts';
import { type LinkEvent, type LinkState, type LostReason, nextLinkState } from './link-state.ts';

/** What this window needs of the browser to reach the core. */
export interface CoreAddress {
  /** `ws://host/rpc`. */
  url: string;
  /** The key of this start of the app; absent: the window was opened without one. */
  token: string | undefined;
  /** Whether something still serves the page at this address. */
  answers: () => Promise<boolean>;
}

export interface CoreConnection {
  rpc: Rpc;
  link: StoreApi<LinkState>;
  /** Hears what to read again, at most once a frame. Answers how to stop hearing. */
  onInvalidation: (listener: (invalidation: Invalidation) => void) => () => void;
  retryNow: () => void;
  dispose: () => void;
}

/** Keeps a socket to the core: connects, follows its changes, and connects again with growing pauses when it is lost. */
export function connectCore({ address, clock }: { address: CoreAddress; clock: Clock }): CoreConnection {
  const link = createStore<LinkState>(() => ({ phase: 'connecting', attempt: 0 }));
  const dispatch = (event: LinkEvent) => link.setState((state) => nextLinkState(state, event), true);
  const listeners = new Set<(invalidation: Invalidation) => void>();
  let channel: CoreChannel | undefined;
  let feed = emptyFeed;
  let takeBackRetry = () => {};
  let closeSocket = () => {};
  let disposed = false;
  const rpc = createRpc(() => channel);

  function flush() {
    const { pending } = feed;
    feed = { ...feed, pending: undefined };
    if (pending) for (const listener of listeners) listener(pending);
  }

  /** Follows `changes` for as long as the socket lives; a stream that ends early is begun again, with its `hello`. */
  async function follow(closed: AbortSignal): Promise<void> {
    while (!closed.aborted) {
      try {
        for await (const change of await rpc.app.changes()) {
          const idle = feed.pending === undefined;
          feed = withChange(feed, change);
          if (idle && feed.pending) clock.nextFrame(flush);
        }
      } catch (error) {
        if (!closed.aborted) console.warn('The stream of changes broke; it is begun again.', error);
      }
      if (!closed.aborted) await new Promise<void>((resolve) => void clock.after(500, resolve));
    }
  }

  function open() {
    takeBackRetry();
    if (disposed) return;
    if (address.token === undefined) return dispatch({ type: 'no_key' });
    dispatch({ type: 'opening' });
    const life = new AbortController();
    const websocket = new WebSocket(address.url, ['adiuva.rpc', `token.${address.token}`]);
    closeSocket = () => websocket.close();
    websocket.addEventListener('open', () => {
      channel = openChannel({ websocket, closed: life.signal });
      dispatch({ type: 'opened' });
      void follow(life.signal);
    });
    websocket.addEventListener('close', () => {
      channel = undefined;
      life.abort();
      if (!disposed) void lose();
    });
  }

  async function lose() {
    const reason: LostReason = (await address.answers()) ? 'refused' : 'ended';
    if (disposed) return;
    dispatch({ type: 'closed', reason, at: clock.now() });
    const state = link.getState();
    if (state.phase === 'lost') takeBackRetry = clock.after(state.retryAt - clock.now(), open);
  }

  open();
  return {
    rpc,
    link,
    onInvalidation: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    retryNow: () => {
      if (link.getState().phase === 'lost') open();
    },
    dispose: () => {
      disposed = true;
      takeBackRetry();
      closeSocket();
    },
  };
}
