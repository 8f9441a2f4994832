import type { RequestListener } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { startFakeBackend } from '#core/test/fake-backend.ts';
import { openCore } from '#core/test/open-core.ts';

const KEY = 'sk-secret-of-the-user-0123456789';
const choice = { model: 'offline:rules', source: 'default' };
const none = { is_set: false, source: null };
const view = {
  roles: { router: choice, chat: choice, extract: choice, embed: choice },
  keys: { openai: none, anthropic: none, deepseek: none, local: none },
  available: [{ model: 'offline:rules', provider: 'offline', sees_images: false, usable: true }],
};
const sums = {
  calls: 3,
  failed_calls: 0,
  input_tokens: 10,
  output_tokens: 5,
  cached_input_tokens: 0,
  reasoning_tokens: 0,
  cost_usd: 0.1,
  unpriced_calls: 0,
};

async function start() {
  const asked: { method: string | undefined; url: string; body: string }[] = [];
  const state = { away: false, session: '' };
  const answer: RequestListener = (request, response) => {
    let body = '';
    request.on('data', (piece: Buffer) => (body += piece.toString()));
    request.on('end', () => {
      const { method, url = '' } = request;
      asked.push({ method, url, body });
      const say = (status: number, value: object): void => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
      };
      const problem = { type: 'about:blank', title: 'No', code: 'x', request_id: 'r' };
      if (state.away) return say(503, { ...problem, status: 503, detail: 'Back in a moment.' });
      if (url.includes('/llm/usage')) return say(200, { total: sums, items: [{ key: state.session, ...sums }] });
      if (url.endsWith('/models/test')) return say(200, { ok: true, model: 'offline:rules', latency_ms: 4, message: 'Yes.' });
      if (body.includes('refused')) return say(422, { ...problem, status: 422, detail: `Not taken: ${KEY}` });
      return say(200, view);
    });
  };
  const backend = await startFakeBackend({ answer });
  onTestFinished(() => backend.close());
  return { ...openCore({ backendUrl: backend.url }), asked, state };
}

test('models are read and changed; a key goes to the backend, and neither errors nor the log hold it', async () => {
  const { rpc, asked, state, log } = await start();
  expect(await rpc.models.read()).toEqual({ models: view });
  await rpc.models.update({ keys: { openai: KEY } });
  expect(asked.at(-1)).toEqual({ method: 'PUT', url: '/api/v1/models', body: JSON.stringify({ keys: { openai: KEY } }) });
  expect(await rpc.models.test({ model: 'offline:rules' })).toMatchObject({ ok: true, message: 'Yes.' });
  const refusal: unknown = await rpc.models.update({ keys: { openai: KEY, local: 'refused' } }).catch((cause: unknown) => cause);
  expect(refusal).toMatchObject({ code: 'INVALID', message: 'The backend says: Not taken: …' });
  state.away = true;
  expect(await rpc.models.read()).toEqual({ models: view, away: 'The backend says: Back in a moment.' });
  await expect(rpc.models.update({ roles: { chat: 'offline:rules' } })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  expect(log.join('\n')).not.toContain(KEY);
});

test('usage is asked in the device’s zone, titled by this device, and known while the backend is away', async () => {
  const { rpc, asked, state } = await start();
  state.session = (await rpc.chat.send({ text: 'What is due?' })).session_id;
  const known = await rpc.usage.read({ period: 'week' });
  expect(known).toMatchObject({ total: sums, by_session: [{ key: state.session, title: 'What is due?' }] });
  expect(asked.at(-1)?.url).toContain('timezone=');
  state.away = true;
  expect(await rpc.usage.read({ period: 'week' })).toEqual({ ...known, away: 'The backend says: Back in a moment.' });
  await expect(rpc.usage.read({ period: 'year' })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
});
