import { createModels } from '#backend/models/index.ts';
import { createOfflineModel } from '#backend/models/offline/index.ts';
import { answerCalls, connectDevice, registerUser, type BareDevice, type Frame } from '../bare-device.ts';
import { startTestBackend, type TestBackend } from '../start-backend.ts';
import { createTestDatabase, queryDatabase, type TestDatabase } from '../test-database.ts';
import { fetchAt, startFakeProvider, type FakeProvider } from './fake-provider.ts';

export const KEY = 'sk-a-very-secret-key-of-a-provider';

/** A backend with a key for every provider, all of them the fake's; and a device that has one task and adds others. */
export interface ProviderBackend {
  fake: FakeProvider;
  backend: TestBackend;
  device: BareDevice;
  token: string;
  /** Says something to a model, and waits for the run's end; answers the frames of that run. */
  ask: (chat: { model: string; message?: string; sessionId?: string }) => Promise<{ end: Frame; frames: Frame[]; text: string }>;
  rows: (text: string) => Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

export async function startProviderBackend({
  models = {},
  ...options
}: {
  models?: Partial<Parameters<typeof createModels>[0]>;
  modelIdleMs?: number;
  limits?: { workMs: number; tokens: number; costUsd: number };
  metricsToken?: string;
} = {}): Promise<ProviderBackend> {
  const fake = await startFakeProvider();
  const database: TestDatabase = await createTestDatabase();
  const key = { apiKey: KEY };
  const backend = await startTestBackend({
    database,
    models: createModels({
      available: [createOfflineModel()],
      servers: { openai: key, anthropic: key, deepseek: key, local: { ...key, baseUrl: `${fake.url}/v1` } },
      fetch: fetchAt(fake),
      ...models,
    }),
    ...options,
  });
  const { access: token } = await registerUser(backend);
  const device = await connectDevice({ url: backend.url, token });
  answerCalls({
    device,
    answer: ({ action, data }) =>
      action === 'select'
        ? { rows: [{ id: 't-1', title: 'Buy milk' }], total: 1 }
        : { row: { id: 't-2', ...(data as Record<string, unknown>) } },
  });
  let asked = 0;
  return {
    fake,
    backend,
    device,
    token,
    ask: async ({ model, message = 'Hello', sessionId }) => {
      const requestId = `ask-${(asked += 1)}`;
      const context = { timezone: 'Europe/Rome', model, ...(sessionId === undefined ? {} : { session_id: sessionId }) };
      device.send({ type: 'chat_request', request_id: requestId, message, context });
      const { run_id: runId } = await device.until((frame) => frame.type === 'run_started' && frame['request_id'] === requestId);
      const end = await device.until((frame) => frame.type === 'final' && frame['run_id'] === runId, 20_000);
      const frames = device.frames.filter((frame) => frame['run_id'] === runId);
      const newest = frames.findLast(({ type }) => type === 'text_chunk')?.['message_id'];
      const text = frames.flatMap((frame) => (frame['message_id'] === newest ? [String(frame['text'])] : [])).join('');
      return { end, frames, text: newest === undefined ? '' : text };
    },
    rows: (text) => queryDatabase({ address: database, text }),
    async close() {
      device.socket.terminate();
      await backend.close();
      await fake.close();
    },
  };
}
