export { createLedger, type Ledger, type LedgerRow } from './ledger.ts';
export { createLedgerSums } from './ledger-sums.ts';
export { createLedgerViews, type LedgerViews } from './ledger-views.ts';
