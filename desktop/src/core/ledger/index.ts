export { createLedger, type Ledger, type LedgerRow } from './ledger.ts';
