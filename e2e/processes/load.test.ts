import { createBackend, type Backend } from '@adiuva/backend/create-backend';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '@adiuva/backend/embedded-postgres';
import { createLog } from '@adiuva/backend/log';
import { createModels } from '@adiuva/backend/models';
import { requestIdSchema } from '@adiuva/shared-protocol';
import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isEnd } from '#e2e/fixtures/crash-device.ts';
import type { DoCall } from '#e2e/fixtures/device-store.ts';
import { createDurableDevice, type DurableDevice } from '#e2e/fixtures/durable-device.ts';
import { createFunctionModel, saidIn, type Prompt, type Said } from '#e2e/fixtures/function-model.ts';
import { queryDatabase } from '#e2e/fixtures/query-database.ts';
import { register } from '#e2e/fixtures/script-device.ts';
import { temporaryHome } from '#e2e/fixtures/temporary-home.ts';

const CHATS = 50;
const AGENT_RUNS = 500;
/** Users with agents, and users who chat. */
const OWNERS = 5;
/** How long an agent's model call takes, in milliseconds. */
const AGENT_MS = 40;

const { home, remove } = temporaryHome();
/** Agents' models answer once it is open: until then their jobs pile up. */
const gate = Promise.withResolvers<void>();
let postgres: EmbeddedPostgres;
let backend: Backend;
const devices: DurableDevice[] = [];

beforeAll(async () => {
  const log = createLog({ level: 'error' });
  postgres = await startEmbeddedPostgres({ folder: home, log });
  backend = await createBackend({
    database: postgres.address,
    secrets: { current: randomBytes(48), previous: undefined },
    models: createModels({ available: [createFunctionModel(think)], chat: 'test:function' }),
    tier: 'pro',
    registration: 'open',
    port: 0,
    version: 'load',
    log,
  });
}, 120_000);
afterAll(async () => {
  for (const device of devices) device.close();
  await backend.close();
  await postgres.stop();
  remove();
});

/** An agent says its number; a chat lists the tasks, and says what it was answered. */
async function think(prompt: Prompt): Promise<Said> {
  const said = saidIn(prompt);
  const agent = /agent run (\d+)/.exec(said)?.[1];
  if (agent !== undefined) {
    await gate.promise;
    await delay(AGENT_MS);
    return { text: `Agent run ${agent} is done.` };
  }
  const chat = /chat (\d+)/.exec(said)?.[1] ?? '?';
  const last = prompt.at(-1);
  if (last?.role !== 'tool') return { tool: 'list_tasks', input: { search: `of ${chat}` } };
  const titles = [...JSON.stringify(last.content).matchAll(/Task of \d+/g)].map(([title]) => title);
  return { text: `Chat ${chat}: ${titles.join(', ')}.` };
}

const doCall: DoCall = (call) => {
  const search = String((call['filters'] as { search?: string } | undefined)?.search);
  return { answer: { rows: [{ id: `task-${search}`, title: `Task ${search}`, status: 'todo' }], total: 1 } };
};

function account(name: string): Promise<string> {
  return register({ backendUrl: backend.url, email: `${name}@example.com` });
}

/** Rows and jobs as whoever starts agents will make them. */
async function openAgentRuns(): Promise<void> {
  for (let owner = 0; owner < OWNERS; owner += 1) await account(`agents-${owner}`);
  const owners = await queryDatabase<{ user_id: string; workspace_id: string }>({
    place: postgres.address,
    text: `select m.user_id, m.workspace_id from memberships m join users u on u.id = m.user_id where u.email like 'agents-%'`,
  });
  expect(owners).toHaveLength(OWNERS);
  const openOne = async (n: number): Promise<void> => {
    const owner = owners[n % OWNERS];
    if (!owner) throw new Error('there is no owner');
    await backend.runs.open({
      device: { userId: owner.user_id, deviceId: 'device-1', storeId: 'store-1' },
      workspaceId: owner.workspace_id,
      kind: 'agent',
      request: {
        type: 'chat_request',
        request_id: requestIdSchema.parse(`agent-${n}`),
        message: `Do agent run ${n}`,
        context: { timezone: 'Europe/Rome' },
      },
    });
  };
  for (let n = 1; n <= AGENT_RUNS; n += 10) await Promise.all(Array.from({ length: 10 }, (_, index) => openOne(n + index)));
}

interface EndedRun extends Record<string, unknown> {
  kind: 'chat' | 'agent';
  status: string;
  created: number;
  ended: number | null;
}

async function readRuns(): Promise<EndedRun[]> {
  const text = 'select kind, status, created_at::float8 as created, ended_at::float8 as ended from runs';
  return queryDatabase<EndedRun>({ place: postgres.address, text });
}

test('50 chats at once beside 500 queued agent runs: each is answered, in sequence, before half of the agents are done', async () => {
  await openAgentRuns();
  for (let n = 1; n <= CHATS / 5; n += 1) {
    const token = await account(`chats-${n}`);
    const device = createDurableDevice({ backendUrl: () => backend.url, token: () => token, doCall });
    devices.push(device);
    await expect.poll(() => device.isReady(), { timeout: 30_000 }).toBe(true);
  }
  expect((await readRuns()).filter(({ ended }) => ended === null)).toHaveLength(AGENT_RUNS);

  gate.resolve();
  for (let n = 1; n <= CHATS; n += 1) {
    const request = { requestId: `chat-${n}`, message: `This is chat ${n}`, sessionId: `session-${n}` };
    devices[n % devices.length]?.ask(request);
  }
  await Promise.all(
    devices.map((device) =>
      device.until(({ events }) => ([...events.values()].flat().filter(isEnd).length === 5 ? true : undefined), {
        timeoutMs: 120_000,
        what: 'the end of five chats',
      }),
    ),
  );
  const atChatsEnd = await readRuns();
  await expect
    .poll(async () => (await readRuns()).filter(({ ended }) => ended === null).length, { timeout: 240_000, interval: 250 })
    .toBe(0);

  for (const { store, errors } of devices) {
    expect([store.faults, errors]).toEqual([[], []]);
    for (const [requestId, { runId }] of store.requests) {
      const n = requestId.replace('chat-', '');
      const end = store.events.get(runId ?? '')?.at(-1);
      expect(end).toMatchObject({ type: 'final', status: 'success', response: `Chat ${n}: Task of ${n}.` });
    }
  }
  const runs = await readRuns();
  expect(runs.filter(({ status }) => status !== 'success')).toEqual([]);
  const endsOf = (kind: string): number[] =>
    runs.flatMap((run) => (run.kind === kind ? [run.ended ?? Infinity] : [])).toSorted((one, other) => one - other);
  const [chats, agents] = [runs.filter(({ kind }) => kind === 'chat'), endsOf('agent')];
  expect([chats.length, agents.length]).toEqual([CHATS, AGENT_RUNS]);
  const [firstChat, lastChat] = [Math.min(...chats.map(({ created }) => created)), Math.max(...endsOf('chat'))];
  const before = agents.filter((at) => at <= lastChat).length;
  const beside = agents.filter((at) => at >= firstChat && at <= lastChat).length;
  const took = chats.map(({ created, ended }) => (ended ?? Infinity) - created).toSorted((one, other) => one - other);
  process.stdout.write(
    `load: ${CHATS} chats took p50 ${took[CHATS / 2]} ms, max ${took.at(-1)} ms; ${before} of ${AGENT_RUNS} agent runs were done by then, ${beside} of them beside the chats\n`,
  );
  expect(before).toBeLessThan(AGENT_RUNS / 2);
  expect(beside).toBeGreaterThan(0);
  expect(atChatsEnd.filter(({ kind, ended }) => kind === 'agent' && ended === null).length).toBeGreaterThan(0);
}, 420_000);
