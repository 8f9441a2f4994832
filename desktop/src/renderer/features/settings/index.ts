import { lazy } from 'react';

/** Fetched when it is first opened. */
export const SettingsView = lazy(() => import('./settings-view.tsx').then((part) => ({ default: part.SettingsView })));
