import { type ComponentType, useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { useAppPowers } from './app-powers.ts';
import { Problem, Spinner } from './ui/index.ts';

type LaterState<Props> = { phase: 'idle' | 'loading' | 'failed' } | { phase: 'ready'; Part: ComponentType<Props> };

export interface LaterView<Props> {
  View: ComponentType<Props>;
  /** Fetches it before it is needed: without the app’s own process nothing can be fetched. */
  preload: () => void;
}

/** A part of the page that is fetched apart from the rest. Where that fails it says so, and tries again once the core is back. */
export function createLaterView<Props extends object>(load: () => Promise<ComponentType<Props>>): LaterView<Props> {
  const store = createStore<LaterState<Props>>(() => ({ phase: 'idle' }));
  const fetchPart = async () => {
    const { phase } = store.getState();
    if (phase === 'loading' || phase === 'ready') return;
    store.setState({ phase: 'loading' }, true);
    try {
      store.setState({ phase: 'ready', Part: await load() }, true);
    } catch {
      // Whoever waits for it is told by the view, with a way to go on.
      store.setState({ phase: 'failed' }, true);
    }
  };
  function View(props: Props) {
    const { core } = useAppPowers();
    const state = useStore(store);
    const open = useStore(core.link, ({ phase }) => phase === 'open');
    useEffect(() => void fetchPart(), [open]);
    if (state.phase === 'ready') return <state.Part {...props} />;
    return (
      <div className="px-5 py-4">
        {state.phase === 'failed' ? (
          <Problem onRetry={() => void fetchPart()}>
            This part of the app could not be opened: the app’s own process did not answer.
          </Problem>
        ) : (
          <Spinner label="Opening…" />
        )}
      </div>
    );
  }
  return { View, preload: () => void fetchPart() };
}
