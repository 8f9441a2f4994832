import { lazy } from 'react';

/** Fetched when it is first opened. */
export const LedgerView = lazy(() => import('./ledger-view.tsx').then((part) => ({ default: part.LedgerView })));
