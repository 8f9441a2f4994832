import type { LanguageModelV4CallOptions } from '@ai-sdk/provider';
import { afterEach, expect, test } from 'vitest';
import { askHttp, type HttpAnswer } from './ask-http.ts';
import { answerCalls, connectDevice, registerUser, type BareDevice } from './bare-device.ts';
import { listenToRun } from './listen-to-run.ts';
import type { ScriptedAnswer } from './scripted-model.ts';
import { startTestBackend, type TestBackend } from './start-backend.ts';
import { createTestDatabase, queryDatabase, type TestDatabase } from './test-database.ts';

let backend: TestBackend;
let database: TestDatabase;
let token: string;
let device: BareDevice | undefined;
let posted: { url: string; text: string }[] = [];

afterEach(async () => {
  device?.socket.terminate();
  device = undefined;
  posted = [];
  await backend.close();
});

const ADDRESS = 'https://hooks.example.com/one';
const notify = (text: string) => ({ name: 'send_notification', input: { channel: 'webhook', text, url: ADDRESS } });

/** Asks for these tools at once, and says "Done." when it has their answers. */
function asking(calls: NonNullable<ScriptedAnswer['calls']>): (options: LanguageModelV4CallOptions) => ScriptedAnswer {
  return (options) => (options.prompt.at(-1)?.role === 'tool' ? { text: ['Done.'] } : { calls });
}

/** A run that waits for what it asked. */
async function wait(
  calls: NonNullable<ScriptedAnswer['calls']>,
): Promise<{ runId: string; lastId: string; approvals: string[] }> {
  database = await createTestDatabase();
  const webhooks = {
    post: async ({ url, text }: { url: string; text: string }) => {
      posted.push({ url, text });
      return { status: 204 };
    },
  };
  backend = await startTestBackend({ database, webhooks, answer: asking(calls) });
  token = (await registerUser(backend)).access;
  device = await connectDevice({ url: backend.url, token });
  answerCalls({ device, answer: () => ({ error: 'The user is asked first.', code: 'needs_approval' }) });
  const { body } = await askHttp({
    url: backend.url,
    token,
    method: 'POST',
    path: '/agent/runs',
    body: { message: 'Tell them' },
  });
  const runId = String(body['run_id']);
  const heard = await listen(runId);
  expect(heard.events.at(-1)).toMatchObject({ type: 'RUN_FINISHED', outcome: { type: 'interrupt' } });
  return { runId, lastId: heard.lastId ?? '', approvals: heard.interrupts.map(({ id }) => id) };
}

const listen = (runId: string, lastId?: string) => listenToRun({ url: backend.url, token, runId, lastId });
const resume = (runId: string, approvals: unknown): Promise<HttpAnswer> =>
  askHttp({ url: backend.url, token, method: 'POST', path: `/agent/runs/${runId}/resume`, body: { approvals } });
const view = async (runId: string): Promise<Record<string, unknown>> =>
  (await askHttp({ url: backend.url, token, path: `/agent/runs/${runId}` })).body;

function expectProblem(answer: HttpAnswer, status: number, code: string): void {
  expect([answer.status, answer.body['code']]).toEqual([status, code]);
}

test('an approval is shown, edited and done once; the stream goes on with what came of it', async () => {
  const { runId, lastId, approvals } = await wait([notify('Hello')]);
  const [id] = approvals;
  const input = { channel: 'webhook', text: 'Hello', url: ADDRESS };
  const reason = expect.stringContaining('hooks.example.com');
  const times = { requested_at: expect.any(Number), expires_at: expect.any(Number) };
  expect(await view(runId)).toMatchObject({
    status: 'waiting',
    approvals: [{ approval_id: id, tool: 'send_notification', input, reason, ...times }],
    tool_calls: [{ tool: 'send_notification', input, where: 'backend', status: 'PENDING_APPROVAL', ...times }],
  });
  const edited = { ...input, text: 'Good day' };
  const answer = await resume(runId, [{ approval_id: id, decision: 'edit', input: edited }]);
  expect([answer.status, answer.body]).toEqual([202, { run_id: runId, approvals: [{ approval_id: id, status: 'APPROVED' }] }]);
  const rest = await listen(runId, lastId);
  expect(rest.events[0]).toMatchObject({ type: 'RUN_STARTED', runId });
  expect(rest.messages).toMatchObject([
    { role: 'tool', toolCallId: id, content: 'done, as you changed it' },
    { role: 'assistant', content: 'Done.' },
  ]);
  expect(posted).toEqual([{ url: ADDRESS, text: 'Good day' }]);
  expect(await view(runId)).toMatchObject({ status: 'success', response: 'Done.', approvals: [], tool_calls: [] });
  expectProblem(await resume(runId, [{ approval_id: id, decision: 'approve' }]), 409, 'already_answered');
  expect(posted).toHaveLength(1);
});

test('a rejection reaches the model with its reason, and nothing is sent', async () => {
  const { runId, lastId, approvals } = await wait([notify('Hello')]);
  const answer = await resume(runId, [{ approval_id: approvals[0], decision: 'reject', reason: 'Not today' }]);
  expect(answer.body['approvals']).toEqual([{ approval_id: approvals[0], status: 'REJECTED' }]);
  const rest = await listen(runId, lastId);
  expect(rest.messages[0]).toMatchObject({
    role: 'tool',
    content: 'The user rejected this: Not today',
    metadata: { outcome: 'refused' },
  });
  expect(posted).toEqual([]);
});

test('an answer that does not fit is refused with its faults, is audited, and the approval goes on waiting', async () => {
  const { runId, approvals } = await wait([notify('Hello')]);
  const [id] = approvals;
  const approve = { approval_id: id, decision: 'approve' };
  const unfit = { channel: 'webhook', text: '', url: 'http://hooks.example.com' };
  const cases: [unknown, string[]][] = [
    [[{ ...approve, input: { channel: 'app', text: 'x' } }], ['approvals.0.input']],
    [[{ approval_id: id, decision: 'edit' }], ['approvals.0.input']],
    [[{ approval_id: id, decision: 'edit', input: unfit }], ['approvals.0.input.text', 'approvals.0.input.url']],
    [[], ['approvals']],
    [[approve, approve], ['approvals']],
    [[{ ...approve, decision: 'maybe' }], ['approvals.0.decision']],
    [[{ ...approve, more: 1 }], ['approvals.0']],
  ];
  for (const [approvalsOf, paths] of cases) {
    const answer = await resume(runId, approvalsOf);
    expectProblem(answer, 422, 'invalid_request');
    const told = (answer.body['errors'] as { path: string }[]).map(({ path }) => path);
    expect([...new Set(told)]).toEqual(paths);
  }
  const audited = await queryDatabase({
    address: database,
    text: "select detail from audit where event = 'approval_response_invalid'",
  });
  expect(audited.map(({ detail }) => detail)).toContainEqual({ approval_id: id, decision: 'approve', path: 'input' });
  expect(await view(runId)).toMatchObject({ status: 'waiting', approvals: [{ approval_id: id }] });
  expectProblem(await resume(runId, [{ approval_id: 'no-such', decision: 'approve' }]), 404, 'not_found');
  expectProblem(await resume('no-such-run', [approve]), 404, 'not_found');
  expect(posted).toEqual([]);
});

test('a call to the device is not approved over HTTP, and says where it is', async () => {
  const { runId, approvals } = await wait([{ name: 'delete_task', input: { task_id: 't-1' } }]);
  const answer = await resume(runId, [{ approval_id: approvals[0], decision: 'approve' }]);
  expectProblem(answer, 422, 'invalid_request');
  expect(answer.body['detail']).toContain('on that device only');
  expect(await view(runId)).toMatchObject({ status: 'waiting', approvals: [], tool_calls: [{ where: 'device' }] });
});

test('several answers at once: each has what became of it, and the first of each counts', async () => {
  const { runId, lastId, approvals } = await wait([
    notify('One'),
    notify('Two'),
    { name: 'delete_task', input: { task_id: 't-1' } },
  ]);
  const ids = (await view(runId))['approvals'] as { approval_id: string; input: { text: string } }[];
  const [one, two] = ids.map(({ approval_id: id }) => id);
  const call = approvals.find((id) => id !== one && id !== two);
  expect((await resume(runId, [{ approval_id: one, decision: 'approve' }])).status).toBe(202);
  const answer = await resume(runId, [
    { approval_id: one, decision: 'reject' },
    { approval_id: two, decision: 'approve' },
    { approval_id: call, decision: 'approve' },
    { approval_id: 'no-such', decision: 'approve' },
  ]);
  expect([answer.status, answer.body['approvals']]).toEqual([
    202,
    [
      { approval_id: one, status: expect.stringMatching(/APPROVED|EXECUTED/), code: 'already_answered' },
      { approval_id: two, status: 'APPROVED' },
      { approval_id: call, code: 'device_only' },
      { approval_id: 'no-such', code: 'not_found' },
    ],
  ]);
  device?.send({ type: 'tool_result', id: call, run_id: runId, deleted: true });
  const rest = await listen(runId, lastId);
  expect(rest.events.at(-1)).toMatchObject({ type: 'RUN_FINISHED', outcome: { type: 'success' } });
  expect(posted.map(({ text }) => text).toSorted()).toEqual(['One', 'Two']);
});

test('two answers at the same moment: one counts', async () => {
  const { runId, approvals } = await wait([notify('Hello')]);
  const answers = await Promise.all(
    ['approve', 'reject', 'approve'].map((decision) => resume(runId, [{ approval_id: approvals[0], decision }])),
  );
  expect(answers.filter(({ status }) => status === 202)).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(2);
});
