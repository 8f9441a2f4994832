import { clientFrameSchema, type ClientFrame } from '@adiuva/shared-protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { askHttp, type HttpAnswer } from './ask-http.ts';
import { answerCalls, chat, connectDevice, openSocket, registerUser, type BareDevice, type Frame } from './bare-device.ts';
import { createFakeClock } from './fake-clock.ts';
import { sampleOf, type JsonSchema } from './sample-of-schema.ts';
import { startTestBackend, type TestBackend } from './start-backend.ts';
import { createTestDatabase, queryDatabase, type TestDatabase } from './test-database.ts';

const SECRET = 'Zanzibarquark';

let backend: TestBackend;
let database: TestDatabase;
let owner: { token: string; device: BareDevice };
/** What the first user has, by kind. */
let ids: Record<'run' | 'waitingRun' | 'session' | 'device' | 'approval' | 'call' | 'message' | 'request', string>;

beforeAll(async () => {
  database = await createTestDatabase();
  backend = await startTestBackend({
    database,
    clock: createFakeClock(),
    answer: (options) => {
      const last = options.prompt.at(-1);
      const said = JSON.stringify(last);
      if (!said.includes(SECRET)) return { text: ['Fine.'] };
      if (!said.includes('Do it')) return { text: [`${SECRET} answer`] };
      const url = 'https://hooks.example.com/one';
      return {
        calls: [
          { name: 'delete_task', input: { task_id: 't-1' } },
          { name: 'send_notification', input: { channel: 'webhook', text: SECRET, url } },
        ],
      };
    },
  });
  const { access: token } = await registerUser(backend);
  const device = await connectDevice({ url: backend.url, token, hello: { device_id: 'owner-device' } });
  answerCalls({ device, answer: () => ({ error: 'The user is asked first.', code: 'needs_approval' }) });
  owner = { token, device };
  const requestId = chat({ device, message: `${SECRET} Hello`, sessionId: 'owner-session', requestId: 'owner-request' });
  const { run_id: run } = await device.until((frame) => frame.type === 'final');
  chat({ device, message: `${SECRET} Do it`, sessionId: 'owner-session' });
  const { run_id: waitingRun } = await device.until((frame) => frame.type === 'final' && frame['status'] === 'waiting');
  const approval = await device.until((frame) => frame.type === 'approval_request');
  const call = await device.until((frame) => frame.type === 'tool_call');
  const [message] = await queryDatabase({ address: database, text: 'select id from messages limit 1' });
  ids = {
    run: String(run),
    waitingRun: String(waitingRun),
    session: 'owner-session',
    device: 'owner-device',
    approval: String(approval['approval_id']),
    call: String(call['id']),
    message: String(message?.['id']),
    request: requestId,
  };
});
afterAll(async () => {
  owner.device.socket.terminate();
  await backend.close();
});

/** Every row of every table of ours but the audit, which is about strangers too. */
async function dump(): Promise<string[]> {
  const tables = await queryDatabase({
    address: database,
    text: "select table_name as name from information_schema.tables where table_schema = 'public' and table_name <> 'audit'",
  });
  const rows: string[] = [];
  for (const { name } of tables) {
    const found = await queryDatabase({ address: database, text: `select * from "${String(name)}"` });
    rows.push(...found.map((row) => `${String(name)} ${JSON.stringify(row)}`));
  }
  return rows.toSorted();
}

interface Operation {
  method: string;
  path: string;
  body: JsonSchema | undefined;
  isOpen: boolean;
}

async function readOperations(): Promise<Operation[]> {
  const { body } = await askHttp({ url: backend.url, path: '/openapi.json' });
  const paths = body['paths'] as Record<string, Record<string, OpenApiOperation>>;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path: path.replace('/api/v1', ''),
      body: operation.requestBody?.content['application/json']?.schema,
      isOpen: operation.security?.length === 0,
    })),
  );
}
interface OpenApiOperation {
  security?: unknown[];
  requestBody?: { content: Record<string, { schema: JsonSchema }> };
}

/** The first user's own ids where a property's name asks for one. */
function named(name: string): unknown {
  const values: Record<string, unknown> = {
    id: ids.call,
    run_id: ids.waitingRun,
    session_id: ids.session,
    device_id: ids.device,
    request_id: ids.request,
    approval_id: ids.approval,
    message_id: ids.message,
    tool_call_id: ids.call,
    timezone: 'UTC',
    password: 'correct horse battery',
    email: `stranger-${Math.random()}@example.test`,
  };
  return values[name];
}

/** Bodies that fit, that fit in part, and that do not. */
function bodiesOf({ method, body }: Operation): unknown[] {
  if (method === 'GET') return [undefined];
  const fitting = body ? [true, false].map((whole) => sampleOf({ schema: body, named, whole })) : [];
  return [undefined, ...fitting, {}, [], { more: 1 }, 'not JSON {'];
}

async function newStranger(): Promise<string> {
  return (await registerUser(backend)).access;
}

function expectNothingTold(answer: HttpAnswer): void {
  const text = JSON.stringify(answer.body);
  expect(text).not.toContain(SECRET);
  // What the stranger sent themselves may come back; what they could not know may not.
  expect(text.includes(ids.message)).toBe(false);
}

test('every route that names something answers a stranger 404, whatever they send, and changes nothing', async () => {
  const operations = (await readOperations()).filter(({ path }) => path.includes('{'));
  expect(operations.map(({ method, path }) => `${method} ${path}`)).toEqual(
    expect.arrayContaining(['POST /agent/runs/{id}/resume', 'DELETE /sessions/{id}', 'DELETE /devices/{id}']),
  );
  const token = await newStranger();
  const before = await dump();
  for (const operation of operations) {
    for (const id of Object.values(ids)) {
      const path = operation.path.replaceAll(/\{[^}]*\}/g, encodeURIComponent(id));
      for (const body of bodiesOf(operation)) {
        const asked = `${operation.method} ${path} ${JSON.stringify(body)}`;
        const answer = await askHttp({ url: backend.url, token, method: operation.method, path, body });
        expect([asked, answer.status]).toEqual([asked, 404]);
        expectNothingTold(answer);
        const unknown = await askHttp({ url: backend.url, method: operation.method, path, body });
        expect([asked, unknown.status]).toEqual([asked, 401]);
      }
    }
  }
  expect(await dump()).toEqual(before);
}, 240_000);

test('no other route tells a stranger of it, or changes it, also when they name it', async () => {
  const operations = (await readOperations()).filter(({ path }) => !path.includes('{'));
  const before = await dump();
  for (const operation of operations) {
    const token = await newStranger();
    for (const body of bodiesOf(operation)) {
      const { method, path } = operation;
      const answer = await askHttp({ url: backend.url, token, method, path, body });
      const asked = `${method} ${path} ${JSON.stringify(body)}`;
      expect([asked, answer.status < 500]).toEqual([asked, true]);
      expectNothingTold(answer);
      for (const id of [ids.run, ids.waitingRun, ids.approval, ids.call]) {
        expect([asked, JSON.stringify(answer.body).includes(id)]).toEqual([asked, false]);
      }
      if (operation.isOpen) continue;
      const unknown = await askHttp({ url: backend.url, method, path, body });
      expect([asked, unknown.status]).toEqual([asked, 401]);
    }
  }
  // The strangers' own rows came; of the first user's none changed or went.
  expect(await dump()).toEqual(expect.arrayContaining(before));
}, 240_000);

/** Every frame that a client may send, with all that may be in it and with as little as may be. */
function frames(): Frame[] {
  return clientFrameSchema.options.flatMap((option) => {
    const schema = z.toJSONSchema(option, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
    return [true, false].map((whole) => sampleOf({ schema, named, whole }) as Frame);
  });
}

/** A tool result has one answer of several: each of them. */
function withAnswers(frame: Frame): Frame[] {
  if (frame.type !== 'tool_result') return [frame];
  const { id, run_id, type } = frame;
  const answers = [
    { row: null },
    { rows: [], total: 0 },
    { deleted: true },
    { ok: true },
    { error: 'x', code: 'needs_approval' },
  ];
  return answers.map((answer) => ({ type, id, run_id, ...answer }));
}

/** Frames that need no answer. */
const HARMLESS = new Set(['ping', 'pong', 'ack']);

test('every frame of a stranger is answered by an error or by nothing; nothing of the first user’s is told or changed', async () => {
  const all = frames().flatMap(withAnswers);
  const types: ClientFrame['type'][] = clientFrameSchema.options.map((option) => option.shape.type.value);
  expect([...new Set(all.map(({ type }) => type))]).toEqual(types);
  const token = await newStranger();
  const before = await dump();
  const asked = backend.prompts.length;
  for (const runId of [ids.run, ids.waitingRun]) {
    for (const frame of all) {
      const sent: Frame = 'run_id' in frame ? { ...frame, run_id: runId } : frame;
      const socket = await openSocket({ url: backend.url, token });
      const hello = { store_id: 'stranger-store', agent_ids: [], app_version: '1', protocol: 1, capabilities: [] };
      socket.send({ type: 'device_hello', device_id: ids.device, ...hello, resume: { [ids.run]: 0, [ids.waitingRun]: 0 } });
      await socket.until(({ type }) => type === 'device_ready');
      socket.send(sent);
      if (sent.type === 'chat_request') await socket.until(({ type }) => type === 'final');
      else if (HARMLESS.has(sent.type)) socket.send({ type: 'ping' });
      else await socket.until(({ type }) => type === 'error');
      if (HARMLESS.has(sent.type)) await Promise.race([socket.until(({ type }) => type === 'pong'), socket.closed()]);
      const told = socket.frames.filter((each) => each.type !== 'device_ready');
      // Of runs that they name in their hello they hear that these are not there.
      const gone = told.filter((each) => each.type === 'final' && each['code'] === 'resume_gone');
      const others = told.filter((each) => !gone.includes(each));
      expect(others.filter((each) => each['run_id'] === ids.run || each['run_id'] === ids.waitingRun)).toEqual([]);
      expect(JSON.stringify(told)).not.toContain(SECRET);
      socket.socket.terminate();
    }
  }
  expect(await dump()).toEqual(expect.arrayContaining(before));
  expect(JSON.stringify(backend.prompts.slice(asked).map(({ prompt }) => prompt))).not.toContain(SECRET);
  const { body } = await askHttp({ url: backend.url, token: owner.token, path: `/agent/runs/${ids.waitingRun}` });
  expect(body).toMatchObject({ status: 'waiting', approvals: [{ approval_id: ids.approval }] });
}, 240_000);
