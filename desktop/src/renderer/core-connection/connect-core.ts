import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Clock } from '#renderer/clock.ts';
import { type CoreChannel, createRpc, type Rpc } from '#renderer/rpc-client.ts';
import { emptyFeed, type Invalidation, withChange } from './change-feed.ts';
import type { CoreTransport } from './core-transport.ts';
import { type LinkEvent, type LinkState, type LostReason, nextLinkState } from './link-state.ts';

export interface CoreConnection {
  rpc: Rpc;
  link: StoreApi<LinkState>;
  /** Hears what to read again, at most once a frame. Answers how to stop hearing. */
  onInvalidation: (listener: (invalidation: Invalidation) => void) => () => void;
  retryNow: () => void;
  /** Settles once everything that is followed was asked for, or the core is known to be away. */
  asked: Promise<void>;
  dispose: () => void;
}

/** Keeps a channel to the core: connects, follows its changes, and connects again with growing pauses when it is lost. */
export function connectCore({ transport, clock }: { transport: CoreTransport; clock: Clock }): CoreConnection {
  const link = createStore<LinkState>(() => ({ phase: 'connecting', attempt: 0 }));
  const dispatch = (event: LinkEvent) => link.setState((state) => nextLinkState(state, event), true);
  const listeners = new Set<(invalidation: Invalidation) => void>();
  let channel: CoreChannel | undefined;
  let feed = emptyFeed;
  let takeBackRetry = () => {};
  let closeChannel = () => {};
  let disposed = false;
  const asked = Promise.withResolvers<void>();
  const rpc = createRpc(() => channel);

  function flush() {
    const { pending } = feed;
    feed = { ...feed, pending: undefined };
    if (pending) for (const listener of listeners) listener(pending);
  }

  function readAll() {
    feed = { ...feed, pending: { all: true } };
    flush();
    asked.resolve();
  }

  /**
   * Follows `changes` for as long as the channel lives; a stream that ends early is begun again. All is read as soon as the
   * first was asked for, without waiting for its `hello`: what is asked on one channel is answered in turn, so that nothing
   * changes unseen in between. A later `hello` means that something may have.
   */
  async function follow(closed: AbortSignal): Promise<void> {
    feed = emptyFeed;
    clock.after(0, () => closed.aborted || readAll());
    for (let isFirst = true; !closed.aborted; isFirst = false) {
      try {
        for await (const change of await rpc.app.changes()) {
          const idle = feed.pending === undefined;
          feed = isFirst && change.topic === 'hello' ? { ...feed, rev: change.rev } : withChange(feed, change);
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
    if (!transport.hasKey) {
      asked.resolve();
      return dispatch({ type: 'no_key' });
    }
    dispatch({ type: 'opening' });
    closeChannel = transport.open({
      onOpened: (opened) => {
        channel = opened.channel;
        dispatch({ type: 'opened' });
        void follow(opened.closed);
      },
      onClosed: (reason) => {
        channel = undefined;
        if (!disposed) lose(reason);
      },
    });
  }

  function lose(reason: LostReason) {
    asked.resolve();
    dispatch({ type: 'closed', reason, at: clock.now() });
    const state = link.getState();
    if (state.phase === 'lost') takeBackRetry = clock.after(state.retryAt - clock.now(), open);
  }

  open();
  return {
    rpc,
    link,
    asked: asked.promise,
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
      closeChannel();
    },
  };
}
