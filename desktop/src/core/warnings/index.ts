export { createWarnings, type NewWarning, type Warnings } from './warnings.ts';
export { refusal } from './refusals.ts';
