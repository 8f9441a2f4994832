export { italian } from './italian.ts';
