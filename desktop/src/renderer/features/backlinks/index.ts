export { Backlinks } from './backlinks.tsx';
