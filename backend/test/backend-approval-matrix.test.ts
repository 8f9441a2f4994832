// Every combination of what a user may say about two tools that wait at once, before and after a restart, once and twice.
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chat, connectDevice, registerUser, type BareDevice, type Frame } from './bare-device.ts';
import { createFakeClock } from './fake-clock.ts';
import { startTestBackend, type TestBackend } from './start-backend.ts';
import { createTestDatabase, queryDatabase, type TestDatabase } from './test-database.ts';

type BackendAct = 'approve' | 'reject' | 'edit' | 'expire';
type DeviceAct = 'device-approve' | 'device-reject';
interface Plan {
  name: string;
  first: BackendAct;
  second: BackendAct | DeviceAct;
  /** Whether each is said before the restart, or after it. */
  firstAt: 'before' | 'after';
  secondAt: 'before' | 'after';
  /** A second answer, the opposite one, follows each. */
  doubled: boolean;
}

const BACKEND_ACTS = ['approve', 'reject', 'edit', 'expire'] as const;
const WHEN = ['before', 'after'] as const;
const plans: Plan[] = BACKEND_ACTS.flatMap((first) =>
  [...BACKEND_ACTS, 'device-approve' as const, 'device-reject' as const].flatMap((second) =>
    WHEN.flatMap((firstAt) =>
      WHEN.flatMap((secondAt) =>
        [false, true].map((doubled) => ({
          name: `${first}/${firstAt} ${second}/${secondAt}${doubled ? ' twice' : ''}`,
          first,
          second,
          firstAt,
          secondAt,
          doubled,
        })),
      ),
    ),
  ),
);

const URL = 'https://hooks.example.com/x';
const APPROVAL_MS = 60 * 60_000;
const secrets = { current: Buffer.alloc(48, 9), previous: undefined };
const clock = createFakeClock();
const posts = new Map<string, string[]>();
/** What the device's owner said about each row, as the device keeps it. */
const deviceSaid = new Map<unknown, Record<string, unknown>>();
const frames: Frame[] = [];
const finals = new Map<string, Frame>();
let database: TestDatabase;
let backend: TestBackend;
let token: string;
let device: BareDevice;

const isRefused = (frame: Frame): boolean => frame.type === 'error' && frame['code'] === 'already_answered';
const isDeviceAct = (act: Plan['second']): act is DeviceAct => act.startsWith('device-');

const isBackendDecision = (act: Plan['second']): boolean => act !== 'expire' && !isDeviceAct(act);

async function startBackend(): Promise<void> {
  backend = await startTestBackend({
    database,
    secrets,
    clock,
    approvalMs: APPROVAL_MS,
    webhooks: {
      async post({ text, key }) {
        posts.set(key, [...(posts.get(key) ?? []), text]);
        return { status: 204 };
      },
    },
    answer: (options) => {
      const last = options.prompt.at(-1);
      if (last?.role === 'tool') {
        const outputs = last.content.map((part) => (part.type === 'tool-result' ? part.output : undefined));
        return { text: [JSON.stringify(outputs)] };
      }
      const plan = plans.find(({ name }) => JSON.stringify(last).includes(`«${name}»`));
      if (!plan) return { text: ['?'] };
      const notify = (text: string) => ({ name: 'send_notification', input: { channel: 'webhook', url: URL, text } });
      return {
        calls: [
          notify('first'),
          { name: 'list_tasks', input: {} },
          isDeviceAct(plan.second) ? { name: 'delete_task', input: { task_id: plan.name } } : notify('second'),
        ],
      };
    },
  });
}

async function connect(resume: Record<string, number> = {}): Promise<void> {
  device = await connectDevice({ url: backend.url, token, hello: { resume } });
  device.socket.on('message', (data: Buffer) => {
    const frame = JSON.parse(data.toString()) as Frame;
    keep(frame);
    if (frame.type !== 'tool_call') return;
    const id = (frame['data'] as { id?: string } | undefined)?.id;
    const answer =
      frame['action'] === 'select'
        ? { rows: [], total: 0 }
        : (deviceSaid.get(id) ?? { error: 'The owner is asked.', code: 'needs_approval' });
    device.send({ type: 'tool_result', id: frame['id'], run_id: frame['run_id'], ...answer });
  });
  for (const frame of device.frames) keep(frame);
}

function keep(frame: Frame): void {
  frames.push(frame);
  if (frame.type === 'final' && frame['status'] !== 'waiting') finals.set(String(frame['run_id']), frame);
}

const runIds = new Map<string, string>();
const approvalIdOf = (plan: Plan, ordinal: number): string => `${runIds.get(plan.name)}:1:${ordinal}`;

async function until(isDone: () => boolean, what: string): Promise<void> {
  for (let tries = 0; tries < 6_000; tries += 1) {
    if (isDone()) return;
    clock.advance(50);
    await delay(50);
  }
  const seen = `${waits()} waited, ${frames.filter(isRefused).length} answers were refused, ${finals.size} runs ended`;
  throw new Error(`it did not come to this: ${what} (${seen})`);
}

function say(act: BackendAct | DeviceAct, plan: Plan, ordinal: number, isSecond = false): void {
  if (act === 'expire') return;
  if (isDeviceAct(act)) {
    const answer = act === 'device-approve' ? { deleted: true } : { error: 'The user said no.', code: 'rejected' };
    if (!deviceSaid.has(plan.name)) deviceSaid.set(plan.name, answer);
    const call = frames.find((frame) => frame.type === 'tool_call' && (frame['data'] as { id?: string })?.id === plan.name);
    device.send({
      type: 'approval_response',
      approval_id: call?.['id'],
      decision: act === 'device-approve' ? 'approve' : 'reject',
    });
    return;
  }
  const decision = isSecond ? (act === 'reject' ? 'approve' : 'reject') : act;
  device.send({
    type: 'approval_response',
    approval_id: approvalIdOf(plan, ordinal),
    decision,
    ...(decision === 'edit' ? { input: { channel: 'webhook', url: URL, text: 'edited' } } : {}),
    ...(decision === 'reject' ? { reason: 'not now' } : {}),
  });
}

function sayAll(when: 'before' | 'after'): void {
  for (const plan of plans) {
    const acts = [
      { act: plan.first, at: plan.firstAt, ordinal: 0 },
      { act: plan.second, at: plan.secondAt, ordinal: 2 },
    ];
    for (const { act, ordinal } of acts.filter(({ at }) => at === when)) {
      say(act, plan, ordinal);
      if (plan.doubled) say(act, plan, ordinal, true);
    }
  }
}

const waits = (): number => new Set(frames.filter((each) => each['status'] === 'waiting').map((each) => each['run_id'])).size;

beforeAll(async () => {
  database = await createTestDatabase();
  await startBackend();
  token = (await registerUser(backend)).access;
  await connect();
  for (const plan of plans) chat({ device, message: `Do «${plan.name}»`, requestId: `q-${plans.indexOf(plan)}` });
  await until(() => waits() === plans.length, 'every run waits');
  for (const frame of frames.filter(({ type }) => type === 'run_started')) {
    const plan = plans[Number(String(frame['request_id']).slice(2))];
    if (plan) runIds.set(plan.name, String(frame['run_id']));
  }
  sayAll('before');
  const secondAnswers = plans
    .filter((plan) => plan.doubled)
    .flatMap(({ first, firstAt, second, secondAt }) => [
      { act: first, at: firstAt },
      { act: second, at: secondAt },
    ]);
  const refusedBefore = secondAnswers.filter(({ act, at }) => at === 'before' && isBackendDecision(act)).length;
  await until(() => frames.filter(isRefused).length === refusedBefore, 'each second answer is refused');
  await device.close();
  await backend.close();

  await startBackend();
  const lastSeqs = new Map<string, number>();
  for (const frame of frames) {
    if (typeof frame['seq'] === 'number') lastSeqs.set(String(frame['run_id']), frame['seq']);
  }
  await connect(Object.fromEntries(lastSeqs));
  sayAll('after');
  const isEndless = (plan: Plan): boolean => plan.first === 'expire' || plan.second === 'expire';
  const decided = plans.filter((plan) => !isEndless(plan)).length;
  await until(() => finals.size >= decided, 'every run that was decided ends');
  expect(finals.size).toBe(decided);
  clock.jump(APPROVAL_MS);
  await until(() => finals.size === plans.length, 'what nobody answered expires');
}, 600_000);
afterAll(async () => {
  device.socket.terminate();
  await backend.close();
});

const outputsOf = (plan: Plan): Record<string, unknown>[] => {
  const final = finals.get(runIds.get(plan.name) ?? '');
  const parts = JSON.parse(String(final?.['response'])) as { value: string }[];
  return parts.map(({ value }) => JSON.parse(value) as Record<string, unknown>);
};

const expected: Record<BackendAct | DeviceAct, { output: object; posts: (text: string) => string[] }> = {
  approve: { output: { status: 204 }, posts: (text) => [text] },
  edit: { output: { status: 204, approved_input: { text: 'edited' } }, posts: () => ['edited'] },
  reject: { output: { code: 'rejected', error: 'The user rejected this: not now' }, posts: () => [] },
  expire: { output: { code: 'rejected', error: expect.stringContaining('expired') as string }, posts: () => [] },
  'device-approve': { output: { deleted: true }, posts: () => [] },
  'device-reject': { output: { code: 'rejected' }, posts: () => [] },
};

describe.each(plans)('$name', (plan) => {
  test('ends as it was decided: each done once or not at all, in one gapless log', () => {
    const [first, list, second] = outputsOf(plan);
    expect(first).toMatchObject(expected[plan.first].output);
    expect(list).toEqual({ total: 0, tasks: [] });
    expect(second).toMatchObject(expected[plan.second].output);
    expect(posts.get(approvalIdOf(plan, 0)) ?? []).toEqual(expected[plan.first].posts('first'));
    expect(posts.get(approvalIdOf(plan, 2)) ?? []).toEqual(expected[plan.second].posts('second'));

    const own = frames.filter((frame) => frame['run_id'] === runIds.get(plan.name) && typeof frame['seq'] === 'number');
    expect(own.map((frame) => frame['seq'])).toEqual(own.map((_, index) => index + 1));
    const traces = own.filter((frame) => frame.type === 'tool_trace');
    for (const phase of ['start', 'finish']) {
      const ids = traces.filter((frame) => frame['phase'] === phase).map((frame) => frame['trace_id']);
      expect([ids.length, new Set(ids).size]).toEqual([3, 3]);
    }
  });
});

test('a second answer is told that it came second, and changes nothing', () => {
  const doubled = plans
    .filter((plan) => plan.doubled)
    .flatMap((plan) => [
      { act: plan.first, id: approvalIdOf(plan, 0) },
      { act: plan.second, id: approvalIdOf(plan, 2) },
    ]);
  const ids = frames.filter(isRefused).map((frame) => String(frame['message']).split(' ')[0]);
  const wanted = doubled.filter(({ act }) => isBackendDecision(act)).map(({ id }) => id);
  expect(ids).toHaveLength(wanted.length);
  expect(new Set(ids)).toEqual(new Set(wanted));
});

test('nothing of it stands in the snapshots of sessions whose runs have ended, and no approval is left open', async () => {
  expect(await queryDatabase({ address: database, text: 'select id from sessions where state_snapshot is not null' })).toEqual(
    [],
  );
  expect(await queryDatabase({ address: database, text: "select id from approvals where status = 'PENDING_APPROVAL'" })).toEqual(
    [],
  );
});
