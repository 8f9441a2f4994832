export { createScreenStore, type ScreenStore } from './create-screen-store.ts';
export { NoticesBanner } from './notices-banner.tsx';
export { useOpenings } from './use-openings.ts';
