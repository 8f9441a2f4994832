export { createWarningsStore, type WarningsStore } from './create-warnings-store.ts';
export { WarningsBanner } from './warnings-banner.tsx';
