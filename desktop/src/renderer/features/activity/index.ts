export { ActivityView } from './activity-view.tsx';
export { fieldName, switchedWords, valueInWords } from './change-words.ts';
export { type ActivityStore, createActivityStore } from './create-activity-store.ts';
export { RowHistory } from './row-history.tsx';
