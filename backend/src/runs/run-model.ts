import type { LanguageModelV4 } from '@ai-sdk/provider';
import { ModelUnavailable, type WorkspaceModels } from '#backend/models/index.ts';
import type { RunEnd } from './end-run.ts';

/** The model that a run names; the reason where it cannot be asked. */
export async function findModel({
  name,
  models,
}: {
  name: string;
  models: WorkspaceModels;
}): Promise<LanguageModelV4 | ModelUnavailable> {
  try {
    return await models.language(name);
  } catch (error) {
    if (error instanceof ModelUnavailable) return error;
    throw error;
  }
}

/** The end of a run whose model cannot be asked. */
export function unavailable({ fault, models }: { fault: ModelUnavailable; models: WorkspaceModels }): RunEnd {
  const names = models.names();
  const others = names.length === 0 ? 'There is no other model here.' : `It has: ${names.join(', ')}.`;
  return {
    status: 'error',
    code: 'model_unavailable',
    response: `${fault.message} ${others} Nothing more was done. Choose a model that can be asked, and send the message again.`,
  };
}
