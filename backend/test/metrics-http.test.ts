import { afterAll, beforeAll, expect, test } from 'vitest';
import { askHttp } from './ask-http.ts';
import { startProviderBackend, type ProviderBackend } from './fakes/provider-backend.ts';

const TOKEN = 'a-token-that-reads-metrics';

let here: ProviderBackend;

beforeAll(async () => {
  here = await startProviderBackend({ metricsToken: TOKEN });
});
afterAll(() => here.close());

const read = async (headers: Record<string, string> = {}): Promise<{ status: number; text: string; type: string | null }> => {
  const answer = await fetch(`${here.backend.url}/api/v1/metrics`, { headers });
  return { status: answer.status, text: await answer.text(), type: answer.headers.get('content-type') };
};
/** The value of one series; undefined where there is none. */
const valueOf = (text: string, series: string): number | undefined => {
  const line = text.split('\n').find((each) => each.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length + 1));
};

test('runs, calls, tokens, cost, tools and sockets are counted; names of models stay few', async () => {
  const { fake, ask } = here;
  fake.says((_, count) =>
    count === 1
      ? {
          calls: [
            { name: 'list_tasks', input: {} },
            { name: 'launch_rocket', input: {} },
          ],
        }
      : { text: ['One.'], usage: { input: 100, output: 10, cached: 40 } },
  );
  await ask({ model: 'anthropic:claude-haiku-4-5' });
  fake.says(() => ({ error: { status: 401 } }));
  await ask({ model: 'deepseek:deepseek-v4-flash' });
  const { status, text, type } = await read();
  expect(status).toBe(200);
  expect(type).toBe('text/plain; version=0.0.4; charset=utf-8');
  expect(valueOf(text, 'adiuva_runs_ended_total{kind="chat",status="success"}')).toBe(1);
  expect(valueOf(text, 'adiuva_runs_ended_total{kind="chat",status="error"}')).toBe(1);
  expect(valueOf(text, 'adiuva_run_duration_seconds_count{kind="chat"}')).toBe(2);
  expect(valueOf(text, 'adiuva_model_calls_total{model="anthropic:claude-haiku-4-5",role="chat",outcome="ok"}')).toBe(2);
  expect(valueOf(text, 'adiuva_model_calls_total{model="deepseek:deepseek-v4-flash",role="chat",outcome="error"}')).toBe(1);
  expect(valueOf(text, 'adiuva_model_tokens_total{model="anthropic:claude-haiku-4-5",kind="input"}')).toBe(200);
  expect(valueOf(text, 'adiuva_model_tokens_total{model="anthropic:claude-haiku-4-5",kind="cached"}')).toBe(40);
  expect(valueOf(text, 'adiuva_model_cost_usd_total{model="anthropic:claude-haiku-4-5"}')).toBeGreaterThan(0);
  expect(valueOf(text, 'adiuva_tool_calls_total{tool="list_tasks",outcome="ok"}')).toBe(1);
  expect(valueOf(text, 'adiuva_tool_calls_total{tool="other",outcome="refused"}')).toBe(1);
  expect(valueOf(text, 'adiuva_device_sockets')).toBe(1);
  expect(valueOf(text, 'adiuva_open_runs{status="queued"}')).toBe(0);
  expect(valueOf(text, 'adiuva_queue_depth{kind="chat"}')).toBe(0);
  expect(valueOf(text, 'process_resident_memory_bytes')).toBeGreaterThan(10e6);
  expect(text).toMatch(/adiuva_event_loop_lag_seconds\{quantile="0\.99"\} [\d.e-]+/);

  fake.says(() => ({ text: ['Hello.'] }));
  for (let number = 0; number < 55; number += 1) {
    await askHttp({
      url: here.backend.url,
      token: here.token,
      method: 'POST',
      path: '/models/test',
      body: { model: `local:model-${number}` },
    });
  }
  const later = (await read()).text;
  const models = new Set([...later.matchAll(/adiuva_model_calls_total\{model="([^"]*)"/g)].map(([, model]) => model));
  expect(models.size).toBe(51);
  expect(models).toContain('other');
  expect(later).not.toContain('launch_rocket');
});

test('from this machine it is open; what a proxy passed on, or comes from elsewhere, needs the token', async () => {
  expect((await read()).status).toBe(200);
  for (const header of ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip']) {
    expect((await read({ [header]: '127.0.0.1' })).status).toBe(401);
    expect((await read({ [header]: '127.0.0.1', authorization: 'Bearer wrong' })).status).toBe(401);
    expect((await read({ [header]: '127.0.0.1', authorization: `Bearer ${here.token}` })).status).toBe(401);
    expect((await read({ [header]: '127.0.0.1', authorization: `Bearer ${TOKEN}` })).status).toBe(200);
  }
});
