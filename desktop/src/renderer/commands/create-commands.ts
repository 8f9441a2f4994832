import type { LucideIcon } from 'lucide-react';
import { createStore, type StoreApi } from 'zustand/vanilla';

/** Something that the user can do: it stands in the command palette, in the help, and its keys do it. */
export interface Command {
  id: string;
  title: string;
  /** The heading that it stands under in the palette. */
  group: string;
  icon?: LucideIcon;
  /** One key, two one after the other (`g t`), or what the help shows of keys that a view obeys by itself. */
  keys?: string;
  /** Further words that find it. */
  words?: string;
  /** The view whose keys these are, which obeys them by itself: the app does not. */
  where?: string;
  /** Absent: it stands in the help alone. */
  run?: () => void;
}

/** Where features register what can be done with them. */
export interface Commands {
  /** They are there until what it answers is called. */
  register: (commands: readonly Command[]) => () => void;
  store: StoreApi<{ commands: readonly Command[] }>;
}

export function createCommands(): Commands {
  const registered = new Set<readonly Command[]>();
  const store = createStore<{ commands: readonly Command[] }>(() => ({ commands: [] }));
  const tell = () => store.setState({ commands: [...registered].flat() });
  return {
    store,
    register(commands) {
      registered.add(commands);
      tell();
      return () => {
        registered.delete(commands);
        tell();
      };
    },
  };
}
