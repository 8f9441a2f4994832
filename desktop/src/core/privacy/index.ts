export { createPrivacy } from './create-privacy.ts';
export { createRuleList, type RuleList } from './rule-list.ts';
export type { NamedClient, OutgoingRow, Privacy, PrivacyView } from './privacy-view.ts';
