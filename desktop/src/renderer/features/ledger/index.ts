import { createLaterView } from '#renderer/later-view.tsx';
import type { LedgerViewProps } from './ledger-view.tsx';

/** Fetched apart from the rest. */
export const laterLedger = createLaterView<LedgerViewProps>(() => import('./ledger-view.tsx').then((part) => part.LedgerView));
