import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App, type AppStores } from './app.tsx';
import type { AppPowers } from './app-powers.ts';
import { placeOf } from './app-view.ts';
import { places } from './places.ts';
import { parseRoute } from './routes.ts';

/** Shows the app in `root`. */
export function openApp({ root, powers, stores }: { root: HTMLElement; powers: AppPowers; stores: AppStores }): void {
  // Fetched while the rest of the window is drawn for the first time.
  placeOf(places, parseRoute(window.location.hash).view)?.later?.preload();
  createRoot(root).render(
    <StrictMode>
      <App powers={powers} stores={stores} />
    </StrictMode>,
  );
}
