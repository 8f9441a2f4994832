import { createBackend } from '@adiuva/backend/create-backend';
import { startEmbeddedPostgres } from '@adiuva/backend/embedded-postgres';
import { createLog } from '@adiuva/backend/log';
import { createModels } from '@adiuva/backend/models';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { actAsOwner, createCrashDevice, doCrashCall } from '#e2e/fixtures/crash-device.ts';
import { crashScript } from '#e2e/fixtures/crash-script.ts';
import type { DurableDevice, DurableDevicePlan } from '#e2e/fixtures/durable-device.ts';
import { eventsOf, expectWhole } from '#e2e/fixtures/expect-crash-script.ts';
import { userTextOf, type LlmAnswer, type LlmRequest } from '#e2e/fixtures/llm-script.ts';
import { databaseOfHome, postmasterOf, queryDatabase, type DatabasePlace } from '#e2e/fixtures/query-database.ts';
import { logIn, register } from '#e2e/fixtures/script-device.ts';
import { startScriptModelBackend } from '#e2e/fixtures/script-model-backend.ts';
import { startScriptedLlm } from '#e2e/fixtures/scripted-llm.ts';
import { mountSmallDisk } from '#e2e/fixtures/small-disk.ts';
import { temporaryHome } from '#e2e/fixtures/temporary-home.ts';

const HOUR_MS = 3_600_000;
const RUNS = 10;
/** A database that was killed is there again within so long, in milliseconds. */
const BACK_MS = 60_000;

let accounts = 0;
/** What the tests opened, in that order. */
const open: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

async function startLlm(script: (request: LlmRequest) => LlmAnswer | Promise<LlmAnswer>): Promise<string> {
  const llm = await startScriptedLlm({ script });
  open.push(() => llm.close());
  return llm.baseUrl;
}

function newHome(): string {
  const { home, remove } = temporaryHome();
  open.push(remove);
  return home;
}

/** `npm run backend` with a database of its own. */
async function startBackend({ home, llmUrl }: { home: string; llmUrl: string }): Promise<string> {
  const backend = await startScriptModelBackend({ home, llmUrl });
  open.push(async () => void (await backend.process.stop()));
  return backend.url;
}

type Plan = Partial<Pick<DurableDevicePlan, 'doCall' | 'onStored'>>;

interface Disturbed extends DurableDevice {
  token: () => string;
  /** Gets a token that is good for a while from now. */
  logIn: () => Promise<void>;
}

async function newDevice({ url, ...plan }: { url: string } & Plan): Promise<Disturbed> {
  accounts += 1;
  const email = `disturbed-${accounts}@example.com`;
  let token = await register({ backendUrl: url, email });
  const device = createCrashDevice({ backendUrl: () => url, token: () => token, ...plan });
  open.push(() => device.close());
  return { ...device, token: () => token, logIn: async () => void (token = await logIn({ backendUrl: url, email })) };
}

function ask(device: DurableDevice, word = ''): void {
  device.ask({ requestId: 'request-1', message: `Run the crash script ${word}` });
}

/** Every step came to its answer at the first try: a disturbance that is no fault of a step's counts as none. */
async function expectNoTries(place: DatabasePlace): Promise<void> {
  const text = 'select distinct attempt from run_steps';
  expect(await queryDatabase({ place, text })).toEqual([{ attempt: 1 }]);
}

test('the clock jumps an hour forth and two back: nothing is taken over, expires, or is told out of order', async () => {
  const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const llmUrl = await startLlm(async (request) => {
    const round = /slow-(\d)/.exec(userTextOf(request))?.[1];
    if (round !== undefined) await gates[Number(round)]?.promise;
    return crashScript(request);
  });
  const log = createLog({ level: 'silent' });
  const postgres = await startEmbeddedPostgres({ folder: newHome(), log });
  open.push(() => postgres.stop());
  let ahead = 0;
  const backend = await createBackend({
    database: postgres.address,
    secrets: { current: randomBytes(48), previous: undefined },
    models: createModels({
      available: [],
      servers: { local: { baseUrl: llmUrl } },
      chat: 'local:script',
    }),
    tier: 'pro',
    registration: 'open',
    port: 0,
    version: 'clock',
    log,
    clock: {
      now: () => Date.now() + ahead,
      monotonic: () => performance.now(),
      after(ms, callback) {
        const timer = setTimeout(callback, ms);
        return () => clearTimeout(timer);
      },
    },
  });
  open.push(() => backend.close());
  for (const [round, jump] of [HOUR_MS, -2 * HOUR_MS].entries()) {
    let isHeld = true;
    const slow = await newDevice({ url: backend.url });
    const silent = await newDevice({ url: backend.url, doCall: (call) => (isHeld ? undefined : doCrashCall(call)) });
    const undecided = await newDevice({ url: backend.url, onStored: (device) => isHeld || actAsOwner(device) });
    ask(slow, `slow-${round}`);
    for (const device of [silent, undecided]) ask(device);
    await silent.until(() => silent.moments.find(({ frame }) => frame.type === 'tool_call'), {
      timeoutMs: 30_000,
      what: 'a call',
    });
    await undecided.until(() => eventsOf(undecided).find(({ status }) => status === 'waiting'), {
      timeoutMs: 30_000,
      what: 'the wait',
    });
    ahead += jump;
    // Whoever looks after runs, leases and approvals has looked at them by then.
    await delay(2_500);
    isHeld = false;
    gates[round]?.resolve();
    // What was not answered is sent again to a device that comes back; what it could come back with has expired.
    await silent.logIn();
    silent.kill({ afterMs: 10 });
    actAsOwner(undecided);
    for (const device of [slow, silent, undecided]) {
      await expectWhole(device);
      const latencies = eventsOf(device).flatMap(({ latency_ms: ms }) => (typeof ms === 'number' ? [ms] : []));
      expect(Math.min(...latencies)).toBeGreaterThanOrEqual(0);
      expect(device.errors).toEqual([]);
    }
  }
  await expectNoTries(postgres.address);
  // Every run was taken as often as every other: at its start, and after each decision.
  const text = 'select count(distinct lease_epoch)::int as counts, count(*)::int as runs from runs';
  expect(await queryDatabase({ place: postgres.address, text })).toEqual([{ counts: 1, runs: 6 }]);
}, 240_000);

test.each([
  { name: 'killed', signal: 'SIGKILL' },
  { name: 'restarted in order', signal: 'SIGINT' },
] as const)(
  'PostgreSQL is $name in the middle of ten runs: all end, and no step is tried twice',
  async ({ signal }) => {
    const llmUrl = await startLlm((request) => ({ ...crashScript(request), pauseMs: 30 }));
    const home = newHome();
    const url = await startBackend({ home, llmUrl });
    const devices = await Promise.all(Array.from({ length: RUNS }, () => newDevice({ url })));
    for (const device of devices) {
      ask(device);
      await delay(100);
    }
    const [first] = devices;
    // The others are behind it, each at another place.
    await first?.until(() => eventsOf(first)[8], { timeoutMs: 60_000, what: 'the middle of the first run' });
    const postmaster = postmasterOf(join(home, 'backend'));
    if (postmaster === undefined) throw new Error('there is no PostgreSQL');
    const states = devices.map((device) => eventsOf(device).length);
    process.kill(postmaster, signal);
    for (const device of devices) await expectWhole(device);
    process.stdout.write(`disturbances: ${signal} when the runs had ${states.join(', ')} events\n`);
    expect(new Set(states).size).toBeGreaterThan(2);
    await expectNoTries(databaseOfHome(home));
  },
  300_000,
);

/** A message that a full disk has no room for. */
const LONG = 'x'.repeat(200_000);

test('the disk under PostgreSQL is full: what cannot be kept is refused in words, what was taken is kept, and all runs end', async () => {
  const disk = mountSmallDisk({ mebibytes: 160 });
  if (!disk) {
    process.stdout.write('SKIPPED: a full disk under PostgreSQL (no right to mount a small one; run as root)\n');
    return;
  }
  open.push(() => disk.remove());
  const llmUrl = await startLlm((request) => ({ ...crashScript(request), pauseMs: 10 }));
  const home = join(disk.path, 'home');
  const url = await startBackend({ home, llmUrl });
  let isHeld = true;
  const onStored: Plan['onStored'] = (device) => isHeld || actAsOwner(device);
  const devices = await Promise.all(Array.from({ length: 5 }, () => newDevice({ url, onStored })));
  for (const device of devices) ask(device);
  const isWaiting = (device: DurableDevice): true | undefined =>
    eventsOf(device).some(({ status }) => status === 'waiting') || undefined;
  for (const device of devices) await device.until(() => isWaiting(device), { timeoutMs: 60_000, what: 'the wait' });
  const talker = await newDevice({ url });
  disk.fill();

  // Messages come until there is no room for one more: that one is not taken, and is told so.
  let asked = 0;
  const refused = (): boolean => talker.errors.length > 0;
  for (; asked < 200 && !refused(); asked += 1) {
    talker.ask({ requestId: `long-${asked}`, message: LONG, sessionId: `long-${asked}` });
    await delay(50);
  }
  await expect.poll(refused, { timeout: BACK_MS }).toBe(true);
  expect(talker.errors[0]).toMatchObject({ retryable: true, code: expect.stringMatching(/^(busy|internal)$/) });
  const answer = await fetch(`${url}/api/v1/agent/runs`, {
    method: 'POST',
    headers: { authorization: `Bearer ${talker.token()}`, 'content-type': 'application/json' },
    body: JSON.stringify({ message: LONG.slice(0, 20_000).repeat(9) }),
  });
  expect([answer.status, await answer.json()]).toEqual([503, expect.objectContaining({ code: 'not_ready' })]);
  // The owners decide meanwhile, and PostgreSQL dies, and finds no room to start with.
  isHeld = false;
  for (const device of devices) actAsOwner(device);
  process.kill(postmasterOf(join(home, 'backend')) ?? 0, 'SIGKILL');
  disk.fill();
  await delay(4_000);

  disk.free();
  for (const device of devices) await expectWhole(device);
  const isTaken = ({ requests, events }: DurableDevice['store']): boolean =>
    [...requests.values()].every(({ runId }) => events.get(runId ?? '')?.at(-1)?.type === 'final');
  await talker.until((store) => isTaken(store) || undefined, { timeoutMs: 120_000, what: 'the end of every message' });
  expect(talker.store.faults).toEqual([]);
  process.stdout.write(`disturbances: a full disk refused after ${asked} messages; all were answered once there was room\n`);
}, 420_000);
