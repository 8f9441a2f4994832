export { createIntegrityView, type IntegrityView } from './integrity-view.ts';
