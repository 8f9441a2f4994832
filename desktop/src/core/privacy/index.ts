export { openPrivacy } from './open-privacy.ts';
export type { OutgoingRow, Privacy, PrivacyView } from './privacy-view.ts';
