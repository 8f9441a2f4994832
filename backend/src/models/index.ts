export { createLocalProvider, isOnThisMachine, type LocalServer } from './local-provider.ts';
export { createModels, type ModelProvider, type Models } from './create-models.ts';
export { readModelFault } from './model-fault.ts';
export { readModelName } from './model-name.ts';
export { costOf, freeOfCharge, type ModelPrice } from './model-price.ts';
export type { ModelFault } from './status-fault.ts';
export { IdleLimitError, withIdleLimit } from './with-idle-limit.ts';
export { createOfflineEmbedder, EmbeddingUnavailable, isWholeVector, type Embedder, type EmbedRequest } from './embedding.ts';
