export { PrivacySection } from './privacy-section.tsx';
export { ruleChoices, ruleSetWords, ruleThatCounts, ruleWords } from './rule-words.ts';
