export { createPagedStore, type PagedState, type PagedStore } from './create-paged-store.ts';
export { indexOfRow, rowAt, withRow } from './paged-rows.ts';
export { PagedList } from './paged-list.tsx';
