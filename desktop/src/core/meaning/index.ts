export { createMeaning, type Meaning } from './meaning.ts';
export { createProviderEmbedder, type EmbeddingBackend } from './provider-embedder.ts';
export { unitVector } from './unit-vector.ts';
