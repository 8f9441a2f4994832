export { createComments, type Comments } from './comments.ts';
