export { callForAttention } from './call-for-attention.ts';
