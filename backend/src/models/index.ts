export { AnswerFault } from './answer-fault.ts';
export {
  createModels,
  isModelName,
  makesVectors,
  noModelSettings,
  OFFLINE_MODEL,
  type ChosenModel,
  type Models,
  type WorkspaceModels,
} from './create-models.ts';
export { describeModels } from './describe-models.ts';
export { seesImages } from './known-models.ts';
export { createModelChoices, type ModelChoices } from './model-choices.ts';
export { createModelEmbedder } from './model-embedder.ts';
export { readModelFault } from './model-fault.ts';
export { readModelName } from './model-name.ts';
export { keyHint, type EnvironmentServer, type EnvironmentServers } from './model-keys.ts';
export { createModelMeter, type CallListener, type CallOwner, type MadeCall, type ModelMeter } from './model-meter.ts';
export { freeOfCharge, pricedAt, unpriced, type ModelPrice, type Pricer } from './model-price.ts';
export { isOnThisMachine } from './model-server.ts';
export { ModelUnavailable } from './model-unavailable.ts';
export { noTokens, type ModelUsage } from './model-usage.ts';
export type { ModelFault } from './status-fault.ts';
export { IdleLimitError, withIdleLimit } from './with-idle-limit.ts';
export { createOfflineEmbedder, EmbeddingUnavailable, isWholeVector, type Embedder, type EmbedRequest } from './embedding.ts';
export { tryModel } from './try-model.ts';
