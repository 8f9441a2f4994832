export { lookUp, phrases } from '../words.ts';
