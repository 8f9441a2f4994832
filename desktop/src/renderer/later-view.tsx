import { type ComponentType, useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { Button, Spinner } from './ui/index.ts';

type LaterState<Props> = { phase: 'idle' | 'loading' | 'failed' } | { phase: 'ready'; Part: ComponentType<Props> };

export interface LaterView<Props> {
  View: ComponentType<Props>;
  /** Fetches it before it is needed: without the app’s own process nothing can be fetched. */
  preload: () => void;
}

/**
 * A part of the page that is fetched apart from the rest. Where that fails it says so; the window is loaded again to go on,
 * because a browser keeps in mind that a module could not be fetched.
 */
export function createLaterView<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  /** `quiet`: a small part beside others, in whose place nothing stands until it is there. */
  { quiet = false }: { quiet?: boolean } = {},
): LaterView<Props> {
  const store = createStore<LaterState<Props>>(() => ({ phase: 'idle' }));
  const fetchPart = async () => {
    if (store.getState().phase !== 'idle') return;
    store.setState({ phase: 'loading' }, true);
    try {
      store.setState({ phase: 'ready', Part: await load() }, true);
    } catch {
      // Whoever waits for it is told by the view, with a way to go on.
      store.setState({ phase: 'failed' }, true);
    }
  };
  function View(props: Props) {
    const state = useStore(store);
    useEffect(() => void fetchPart(), []);
    if (state.phase === 'ready') return <state.Part {...props} />;
    if (quiet) return undefined;
    return (
      <div className="px-5 py-4">
        {state.phase === 'failed' ? (
          <p role="alert" className="text-13 text-late">
            This part of the app could not be opened: the app’s own process did not answer.{' '}
            <Button onClick={() => window.location.reload()}>Load the window again</Button>
          </p>
        ) : (
          <Spinner label="Opening…" />
        )}
      </div>
    );
  }
  return { View, preload: () => void fetchPart() };
}
