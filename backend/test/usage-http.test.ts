import { afterAll, beforeAll, expect, test } from 'vitest';
import { askHttp, type HttpAnswer } from './ask-http.ts';
import { chat, connectDevice, registerUser } from './bare-device.ts';
import { startTestBackend, type TestBackend } from './start-backend.ts';
import { createTestDatabase, queryDatabase, type TestDatabase } from './test-database.ts';

const HOUR = 3_600_000;
/** Half past midnight of a day in Rome, which is still the day before in UTC. */
const NOW = Date.UTC(2026, 10, 27, 23, 30);

let database: TestDatabase;
let backend: TestBackend;
let token: string;
let owner: { workspace: string; user: string };

beforeAll(async () => {
  database = await createTestDatabase();
  const clock = {
    now: () => NOW,
    monotonic: () => performance.now(),
    after: (ms: number, callback: () => void) => {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
  };
  backend = await startTestBackend({ database, clock });
  const user = await registerUser({ url: backend.url });
  token = user.access;
  const [row] = await queryDatabase({
    address: database,
    text: `select workspace_id as workspace, user_id as "user" from memberships m join users u on u.id = m.user_id where u.email = '${user.email}'`,
  });
  owner = row as typeof owner;
});
afterAll(() => backend.close());

const ask = (query: string, as = token): Promise<HttpAnswer> =>
  askHttp({ url: backend.url, token: as, path: `/llm/usage${query}` });

let made = 0;
async function addCall(call: {
  at: number;
  session?: string;
  model?: string;
  role?: string;
  cost?: number;
  outcome?: string;
  priced?: boolean;
  agent?: string;
}): Promise<void> {
  const {
    at,
    session = 's-1',
    model = 'openai:gpt-5.4-mini',
    role = 'chat',
    cost = 0.5,
    outcome = 'ok',
    priced = true,
    agent,
  } = call;
  made += 1;
  await queryDatabase({
    address: database,
    text: `insert into model_calls (id, workspace_id, user_id, session_id, agent_id, role, model, outcome, input_tokens, output_tokens,
      cached_input_tokens, cache_write_tokens, reasoning_tokens, cost_usd, is_priced, latency_ms, at)
      values ('c-${made}', '${owner.workspace}', '${owner.user}', '${session}', ${agent === undefined ? 'null' : `'${agent}'`}, '${role}', '${model}', '${outcome}',
      100, 10, 40, 0, 5, ${cost}, ${priced}, 1, ${at})`,
  });
}

const keys = ({ body }: HttpAnswer): unknown[] => (body['items'] as { key: string }[]).map(({ key }) => key);

test('nothing yet: no groups, and sums of nothing', async () => {
  expect(await ask('')).toMatchObject({ status: 200, body: { items: [], total: { calls: 0, input_tokens: 0, cost_usd: 0 } } });
});

test('sums by day of the time zone, by model, session and role; failed and unpriced calls are told apart', async () => {
  await addCall({ at: NOW });
  await addCall({ at: NOW - HOUR, cost: 0.25 });
  await addCall({ at: NOW - 3 * 24 * HOUR, session: 's-2', model: 'anthropic:claude-haiku-4-5', cost: 2, agent: 'agent-1' });
  await addCall({ at: NOW - 10 * 24 * HOUR, model: 'local:far', cost: 0, priced: false });
  await addCall({ at: NOW - 100 * 24 * HOUR, role: 'embed', outcome: 'error', cost: 0 });
  await addCall({ at: NOW - 900 * 24 * HOUR, cost: 1 });

  const all = await ask('?period=all');
  expect(all.body['total']).toEqual({
    calls: 6,
    failed_calls: 1,
    input_tokens: 600,
    output_tokens: 60,
    cached_input_tokens: 240,
    reasoning_tokens: 30,
    cost_usd: 3.75,
    unpriced_calls: 1,
  });
  const items = all.body['items'] as { cost_usd: number; calls: number }[];
  expect(items.reduce((sum, { cost_usd: cost }) => sum + cost, 0)).toBeCloseTo(3.75, 9);
  expect(keys(await ask('?period=month'))).toEqual(['2026-11-17', '2026-11-24', '2026-11-27']);
  // In Rome it is the 28th since half an hour.
  expect(keys(await ask('?period=month&timezone=Europe/Rome'))).toEqual(['2026-11-18', '2026-11-25', '2026-11-27', '2026-11-28']);
  expect(keys(await ask(`?period=month&timezone=${encodeURIComponent('+01:00')}`))).toEqual([
    '2026-11-18',
    '2026-11-25',
    '2026-11-27',
    '2026-11-28',
  ]);
  expect((await ask('?period=day&timezone=Europe/Rome')).body['total']).toMatchObject({ calls: 1, cost_usd: 0.5 });
  expect((await ask('?period=day')).body['total']).toMatchObject({ calls: 2 });
  expect((await ask('?period=week')).body['total']).toMatchObject({ calls: 3 });
  expect((await ask('?period=year')).body['total']).toMatchObject({ calls: 5, failed_calls: 1 });
  expect(keys(await ask('?group_by=model'))).toEqual(['anthropic:claude-haiku-4-5', 'openai:gpt-5.4-mini', 'local:far']);
  expect(keys(await ask('?group_by=session'))).toEqual(['s-2', 's-1']);
  expect(keys(await ask('?group_by=role&period=all'))).toEqual(['chat', 'embed']);
  expect((await ask('?session_id=s-2')).body['total']).toMatchObject({ calls: 1, cost_usd: 2 });
  expect((await ask('?agent_id=agent-1')).body['total']).toMatchObject({ calls: 1, cost_usd: 2 });
  const other = (await registerUser({ url: backend.url })).access;
  expect((await ask('?period=all&session_id=s-2', other)).body['total']).toMatchObject({ calls: 0 });
});

test.each(['period=decade', 'group_by=colour', 'timezone=Mars/Base', 'more=1', 'session_id='])('%s is refused', async (query) => {
  expect(await ask(`?${query}`)).toMatchObject({ status: 422, body: { code: 'invalid_request' } });
});

test('a conversation that is forgotten takes its name and its runs’ out of the books; what the day cost stays', async () => {
  const device = await connectDevice({ url: backend.url, token });
  chat({ device, message: 'Hello', sessionId: 'to-forget' });
  const { run_id: runId } = await device.until(({ type }) => type === 'final');
  const before = (await ask('?period=day')).body['total'];
  expect(keys(await ask('?period=day&group_by=session'))).toContain('to-forget');
  expect(keys(await ask('?period=day&group_by=run'))).toContain(runId);
  const gone = await askHttp({ url: backend.url, token, method: 'DELETE', path: '/sessions/to-forget' });
  expect(gone.status).toBe(204);
  expect((await ask('?period=day')).body['total']).toEqual(before);
  expect(keys(await ask('?period=day&group_by=session'))).toContain('');
  const rows = await queryDatabase({ address: database, text: 'select * from model_calls' });
  expect(JSON.stringify(rows)).not.toContain('to-forget');
  expect(JSON.stringify(rows)).not.toContain(runId);
  device.socket.terminate();
});
