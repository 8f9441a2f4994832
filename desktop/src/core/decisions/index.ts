export { createDecisions, type Decisions, type HeldMessages } from './decisions.ts';
