import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App, type AppStores } from './app.tsx';
import type { AppPowers } from './app-powers.ts';

/** Shows the app in `root`. */
export function openApp({ root, powers, stores }: { root: HTMLElement; powers: AppPowers; stores: AppStores }): void {
  createRoot(root).render(
    <StrictMode>
      <App powers={powers} stores={stores} />
    </StrictMode>,
  );
}
