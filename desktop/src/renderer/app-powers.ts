import { createContext, use, useEffect, useState } from 'react';
import type { Clock } from './clock.ts';
import type { Commands } from './commands/create-commands.ts';
import type { Appearance } from './features/appearance/create-appearance.ts';
import type { CoreConnection } from './core-connection/index.ts';
import type { Notices } from './ui/index.ts';
import type { Undo } from './undo/create-undo.ts';

/** What every feature is given: the core, time, and a place to say what happened. */
export interface AppPowers {
  core: CoreConnection;
  clock: Clock;
  notices: Notices;
  /** What this window did: each write of the user is told to it, with the changes that the core answered. */
  undo: Undo;
  /** What can be done now. */
  commands: Commands;
  /** How the app looks. */
  appearance: Appearance;
  /** Remembers small choices of the view (theme, filters) for this browser. */
  memory: Pick<Storage, 'getItem' | 'setItem'>;
}

const AppPowersContext = createContext<AppPowers | undefined>(undefined);
export const AppPowersProvider = AppPowersContext.Provider;

export function useAppPowers(): AppPowers {
  const powers = use(AppPowersContext);
  if (!powers) throw new Error('The app’s powers are missing: render inside AppPowersProvider.');
  return powers;
}

/** The time now, told again every `everyMs`. */
export function useNow(everyMs: number): number {
  const { clock } = useAppPowers();
  const [now, setNow] = useState(() => clock.now());
  useEffect(() => {
    let stop = () => {};
    const tick = () => {
      setNow(clock.now());
      stop = clock.after(everyMs, tick);
    };
    stop = clock.after(everyMs, tick);
    return () => stop();
  }, [clock, everyMs]);
  return now;
}
