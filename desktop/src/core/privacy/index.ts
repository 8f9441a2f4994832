export type { OutgoingRow, Privacy, PrivacyView } from './privacy-view.ts';
