import {
  modelsSchema,
  modelTestResultSchema,
  type ModelsUpdate,
  type ModelsView,
  type ModelTestResult,
  type modelTestSchema,
} from '@adiuva/shared-protocol';
import type { z } from 'zod';
import type { ChangeFeed } from '#core/change-feed/index.ts';
import { refusalOf, type BackendAnswer, type BackendQuestion } from '#core/connection/index.ts';
import { DeviceError } from '#core/device-error.ts';
import type { ModelsReading } from '#rpc/models.ts';

/** Which models the backend that counts now uses. Keys pass through to it: nothing here keeps or writes one down. */
export interface Models {
  /** What it says; where it cannot be asked, what it said last, and why. */
  read(): Promise<ModelsReading>;
  /** @throws DeviceError `invalid_data`: not taken, in the backend's words; `busy`: not asked, nothing changed */
  update(change: ModelsUpdate): Promise<ModelsView>;
  test(asked: z.infer<typeof modelTestSchema>): Promise<ModelTestResult>;
  /** The model that it uses for chats, as far as it said so. */
  chatModel(): string | undefined;
}

/** A model on this machine may take its time to be loaded. */
const TEST_PATIENCE_MS = 120_000;

export function createModels({
  backend,
  feed,
}: {
  /** The backend that counts now: its name, and how it is asked. */
  backend: {
    destination: () => string;
    ask: (question: BackendQuestion) => Promise<BackendAnswer & { url: string }>;
  };
  feed: ChangeFeed;
}): Models {
  let last: { destination: string; models: ModelsView } | undefined;

  function known(): ModelsView | undefined {
    return last?.destination === backend.destination() ? last.models : undefined;
  }

  async function ask<Schema extends z.ZodType>({
    schema,
    ...question
  }: BackendQuestion & { schema: Schema }): Promise<z.output<Schema>> {
    const { url, ...answer } = await backend.ask(question);
    const read = answer.status === 200 ? schema.safeParse(answer.body) : undefined;
    if (!read?.success) throw refusalOf({ url, answer });
    return read.data;
  }

  function keep(models: ModelsView): ModelsView {
    last = { destination: backend.destination(), models };
    return models;
  }

  return {
    async read() {
      try {
        return { models: keep(await ask({ method: 'GET', path: '/api/v1/models', schema: modelsSchema })) };
      } catch (cause) {
        if (!(cause instanceof DeviceError)) throw cause;
        const models = known();
        return { ...(models ? { models } : {}), away: cause.message };
      }
    },
    async update(change) {
      const models = keep(await ask({ method: 'PUT', path: '/api/v1/models', body: change, schema: modelsSchema }));
      feed.publish('settings');
      return models;
    },
    test: (asked) =>
      ask({
        method: 'POST',
        path: '/api/v1/models/test',
        body: asked,
        patienceMs: TEST_PATIENCE_MS,
        schema: modelTestResultSchema,
      }),
    chatModel: () => known()?.roles.chat.model,
  };
}
