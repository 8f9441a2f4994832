const KEY = 'adiuva.token';

/** The part of `window` that carries the key. */
export interface KeyPlace {
  location: Pick<Location, 'hash' | 'pathname' | 'search'>;
  history: Pick<History, 'replaceState'>;
  sessionStorage: Pick<Storage, 'getItem' | 'setItem'>;
}

/** Takes `#token=…` out of the address bar and keeps it for this tab; a reload finds it kept. */
export function takeWindowKey({ location, history, sessionStorage }: KeyPlace): string | undefined {
  const given = /^#token=([A-Za-z0-9_.~-]+)/.exec(location.hash)?.[1];
  if (given === undefined) return sessionStorage.getItem(KEY) ?? undefined;
  sessionStorage.setItem(KEY, given);
  history.replaceState(null, '', `${location.pathname}${location.search}`);
  return given;
}
