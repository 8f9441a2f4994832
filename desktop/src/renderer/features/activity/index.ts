export { ActivityView } from './activity-view.tsx';
export { type ActivityStore, createActivityStore } from './create-activity-store.ts';
