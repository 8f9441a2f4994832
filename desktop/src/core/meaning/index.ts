export { createMeaning, type Meaning } from './meaning.ts';
export { OFFLINE_MODEL } from './embed-model.ts';
export { createProviderEmbedder, EMBEDDING_RUN, type EmbeddingBackend } from './provider-embedder.ts';
export { unitVector } from './unit-vector.ts';
