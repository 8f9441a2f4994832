export { MeaningSection } from './meaning-section.tsx';
