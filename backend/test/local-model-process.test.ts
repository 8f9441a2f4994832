import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startScriptedLlm } from '../../e2e/fixtures/scripted-llm.ts';
import { startBackendProcess } from './backend-process.ts';
import { chat, connectDevice, registerUser } from './bare-device.ts';

const KEY = 'sk-very-secret-key';

let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'adiuva-home-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

test('the environment says which local model answers', async () => {
  const llm = await startScriptedLlm({ script: ({ model }) => ({ text: [`This is ${model}.`] }) });
  const backend = await startBackendProcess({
    home,
    env: { LOCAL_LLM_BASE_URL: llm.baseUrl, LOCAL_LLM_API_KEY: KEY, ADIUVA_MODEL_CHAT: 'local:llama3.2' },
  });
  try {
    const { access } = await registerUser(backend);
    const device = await connectDevice({ url: backend.url, token: access });
    chat({ device, message: 'Hello' });
    expect(await device.until((frame) => frame.type === 'final')).toMatchObject({
      status: 'success',
      response: 'This is llama3.2.',
      usage: { model: 'local:llama3.2' },
    });
    expect(llm.requests[0]?.headers.authorization).toBe(`Bearer ${KEY}`);
    device.socket.terminate();
  } finally {
    await backend.stop();
    await llm.close();
  }
}, 60_000);

test('an address that cannot be used stops the start, with an example and without the secret in it', async () => {
  const start = startBackendProcess({ home, env: { LOCAL_LLM_BASE_URL: `http://me:${KEY}@127.0.0.1:11434/v1` } });
  const error: unknown = await start.catch((fault: unknown) => fault);
  expect(String(error)).toMatch(/ended with 1: .*LOCAL_LLM_BASE_URL is no http[^]*Example: LOCAL_LLM_BASE_URL=http/s);
  expect(String(error)).not.toContain(KEY);
}, 60_000);
