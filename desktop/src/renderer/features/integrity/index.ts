export { DataCheckSection } from './data-check-section.tsx';
