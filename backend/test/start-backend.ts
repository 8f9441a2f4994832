import { randomBytes } from 'node:crypto';
import { createBackend, type Backend, type BackendOptions } from '#backend/create-backend.ts';
import { createLog } from '#backend/log.ts';
import { createModels } from '#backend/models/index.ts';
import type { DatabaseAddress } from '#backend/storage/database.ts';
import { createScriptedModel, type ScriptedAnswer } from './scripted-model.ts';

type Options = Partial<Omit<BackendOptions, 'database'>> & {
  database: DatabaseAddress;
  answer?: Parameters<typeof createScriptedModel>[0];
};

export interface TestBackend extends Backend {
  prompts: ReturnType<typeof createScriptedModel>['prompts'];
}

/** A whole backend in this process, with a scripted model. */
export async function startTestBackend({ answer = sayHello, ...options }: Options): Promise<TestBackend> {
  const { model, prompts } = createScriptedModel(answer);
  const backend = await createBackend({
    secrets: { current: randomBytes(48), previous: undefined },
    models: createModels({ available: [model], chat: 'test:script' }),
    tier: 'pro',
    registration: 'open',
    port: 0,
    version: '0.0.0-test',
    log: createLog({ level: 'silent' }),
    ...options,
  });
  return { ...backend, prompts };
}

function sayHello(): ScriptedAnswer {
  return { text: ['Hello.'] };
}
