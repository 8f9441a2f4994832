import Database from 'better-sqlite3';
import { join } from 'node:path';
import { FRAME_BYTES } from '@adiuva/shared-protocol';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ready, startFakeBackend, usage, type Connection } from '#core/test/fake-backend.ts';
import { createFakeClock } from '#core/test/fake-clock.ts';
import { connectCore, isReady, openCore, startRun, type ConnectedCore } from '#core/test/open-core.ts';

const DAY = 86_400_000;
type Core = Pick<ConnectedCore, 'rpc' | 'socket'>;

interface Said {
  asked: string;
  answered: string;
  calls?: object[];
  status?: string;
}

/** A turn, asked and answered in one conversation. */
async function converse(core: Core, { runId, sessionId, said }: { runId: string; sessionId?: string; said: Said }) {
  const { asked, answered, calls = [], status = 'success' } = said;
  const started = await startRun({ ...core, runId, text: asked, ...(sessionId === undefined ? {} : { sessionId }) });
  for (const [n, call] of calls.entries())
    await core.socket.call({ id: `${runId}:${n}`, run_id: runId, action: 'select', ...call });
  core.socket.send({ type: 'final', run_id: runId, seq: 2, status, response: answered, usage });
  await expect
    .poll(async () => {
      const { turns } = await core.rpc.chat.transcript({ session_id: started.sessionId, limit: 1 });
      return turns[0]?.answer?.ended_at;
    })
    .toBeTypeOf('number');
  return started;
}

/** Says something, and answers what of the conversation went along. */
async function historyOf(core: Core, { text = 'And now?', sessionId }: { text?: string; sessionId: string }) {
  const { request_id } = await core.rpc.chat.send({ text, session_id: sessionId });
  const frame = await core.socket.frame((each) => each.type === 'chat_request' && each['request_id'] === request_id);
  expect(Buffer.byteLength(JSON.stringify(frame))).toBeLessThanOrEqual(FRAME_BYTES);
  return (frame['context'] as { history?: { role: string; text: string }[] }).history;
}

/** The same device at another backend. */
async function elsewhere(core: ConnectedCore): Promise<ConnectedCore> {
  await core.close();
  return connectCore({ device: core.device, backendName: 'another' });
}

/** What is kept of the messages as they were sent. */
function storedFrames(device: string): string[] {
  const sqlite = new Database(join(device, 'adiuva.sqlite'), { readonly: true });
  try {
    return sqlite.prepare('select frame from chat_requests').pluck().all().map(String);
  } finally {
    sqlite.close();
  }
}

const lastRequest = ({ socket }: Pick<Core, 'socket'>) =>
  socket.frames.findLast(({ type }) => type === 'chat_request')?.['request_id'];

const shown = (history: { role: string; text: string }[] | undefined) =>
  history?.map(({ role, text }) => `${role === 'user' ? '>' : '<'} ${text}`);

describe('what was said before goes along', () => {
  test('to another backend, and not to the one that answered', async () => {
    const core = await connectCore();
    const { sessionId } = await converse(core, { runId: 'run-1', said: { asked: 'One?', answered: 'First.' } });
    await converse(core, { runId: 'run-2', sessionId, said: { asked: 'Two?', answered: 'Second.' } });
    const takesAlong = async ({ rpc }: Pick<Core, 'rpc'>) =>
      (await rpc.chat.transcript({ session_id: sessionId, limit: 1 })).takes_history;
    expect(await takesAlong(core)).toBe(false);
    expect(await historyOf(core, { sessionId })).toBeUndefined();
    const other = await elsewhere(core);
    expect(await takesAlong(other)).toBe(true);
    expect(shown(await historyOf(other, { sessionId }))).toEqual(['> One?', '< First.', '> Two?', '< Second.']);
    expect(await takesAlong(other)).toBe(false);
    expect(storedFrames(other.device).filter((text) => text.includes('history'))).toHaveLength(1);
    other.socket.send({ type: 'run_started', run_id: 'run-3', seq: 1, kind: 'chat', request_id: lastRequest(other) });
    await other.socket.call({ id: 'c', run_id: 'run-3', action: 'select', table: 'tasks' });
    expect(storedFrames(other.device).filter((text) => text.includes('history'))).toEqual([]);
    // The message after it needs none: the first took it along.
    expect(await historyOf(other, { text: 'More', sessionId })).toBeUndefined();
  });

  test('after a week of silence', async () => {
    const core = await connectCore();
    const { sessionId } = await converse(core, { runId: 'run-1', said: { asked: 'One?', answered: 'First.' } });
    core.clock.jump(7 * DAY - 1);
    const { request_id } = await core.rpc.chat.send({ text: 'Still there?', session_id: sessionId });
    expect(await core.socket.frame({ type: 'chat_request', request_id } as never)).not.toHaveProperty('context.history');
    core.socket.send({ type: 'run_started', run_id: 'run-2', seq: 1, kind: 'chat', request_id });
    core.socket.send({ type: 'final', run_id: 'run-2', seq: 2, status: 'success', response: 'Yes.', usage });
    await core.socket.call({ id: 'c', run_id: 'run-2', action: 'select', table: 'tasks' });
    core.clock.jump(7 * DAY + 1);
    expect(shown(await historyOf(core, { sessionId }))).toEqual(['> One?', '< First.', '> Still there?', '< Yes.']);
  });

  test('always to a backend that keeps nothing', async () => {
    const backend = await startFakeBackend();
    onTestFinished(() => backend.close());
    backend.answerHello(false);
    const opened = openCore({ backendUrl: backend.url, clock: createFakeClock() });
    const socket: Connection = await backend.connection(1);
    await socket.frame({ type: 'device_hello' });
    socket.send({ ...ready, capabilities: ['history:always'] });
    await isReady(opened);
    const core = { ...opened, socket };
    const { sessionId } = await converse(core, { runId: 'run-1', said: { asked: 'One?', answered: 'First.' } });
    expect(shown(await historyOf(core, { sessionId }))).toEqual(['> One?', '< First.']);
  });

  test('once it was forgotten, at the user’s word', async () => {
    const backend = await startFakeBackend({ answer: (_request, response) => response.writeHead(204).end() });
    onTestFinished(() => backend.close());
    const opened = openCore({ backendUrl: backend.url, clock: createFakeClock() });
    const socket = await backend.connection(1);
    await isReady(opened);
    const core = { ...opened, socket };
    const { sessionId } = await converse(core, { runId: 'run-1', said: { asked: 'One?', answered: 'First.' } });
    await core.rpc.chat.forget({ session_id: sessionId });
    expect(shown(await historyOf(core, { sessionId }))).toEqual(['> One?', '< First.']);
  });

  test('is the newest that fits: 100 messages, 200,000 characters, a frame', async () => {
    const core = await connectCore();
    const { sessionId } = await converse(core, { runId: 'run-0', said: { asked: 'Q0', answered: 'A0' } });
    for (let n = 1; n <= 60; n += 1)
      await converse(core, { runId: `run-${n}`, sessionId, said: { asked: `Q${n}`, answered: `A${n}` } });
    const other = await elsewhere(core);
    const history = await historyOf(other, { sessionId });
    expect(history).toHaveLength(100);
    expect([history?.[0]?.text, history?.at(-1)?.text]).toEqual(['Q11', 'A60']);
  });

  test.each([
    { what: 'characters', unit: 'x', kept: 200_000 },
    { what: 'characters that need many bytes', unit: '\u0001', kept: 200_000 },
  ])('is cut by its $what', async ({ unit, kept }) => {
    const core = await connectCore();
    const answered = unit.repeat(60_000);
    const { sessionId } = await converse(core, { runId: 'run-0', said: { asked: 'Q0', answered } });
    for (let n = 1; n < 5; n += 1) await converse(core, { runId: `run-${n}`, sessionId, said: { asked: `Q${n}`, answered } });
    const other = await elsewhere(core);
    const history = await historyOf(other, { text: unit.repeat(100_000), sessionId });
    const characters = history?.reduce((sum, { text }) => sum + text.length, 0) ?? 0;
    expect(characters).toBeLessThanOrEqual(kept);
    // The newest answer is whole where there is room for it.
    expect(history?.at(-1)?.text.length ?? 60_000).toBe(60_000);
  });

  test('holds what was said: no sentence of this device’s own, no failure, nothing of a message that was taken back', async () => {
    const core = await connectCore();
    const { sessionId } = await converse(core, { runId: 'run-1', said: { asked: 'One?', answered: 'Half.', status: 'partial' } });
    await converse(core, { runId: 'run-2', sessionId, said: { asked: 'Two?', answered: 'The model failed.', status: 'error' } });
    const open = await startRun({ ...core, runId: 'run-3', text: 'Left in the middle', sessionId });
    core.socket.send({ type: 'text_chunk', run_id: 'run-3', seq: 2, message_id: 'm', text: 'So' });
    await core.socket.call({ id: 'c', run_id: 'run-3', action: 'select', table: 'tasks' });
    const back = await core.rpc.chat.send({ text: 'Taken back', session_id: open.sessionId });
    await core.rpc.chat.cancel({ request_id: back.request_id });
    const other = await elsewhere(core);
    expect(shown(await historyOf(other, { sessionId }))).toEqual(['> One?', '< Half.', '> Two?', '> Left in the middle']);
  });
});

describe('the user’s rules hold for it', () => {
  test('what names a hidden client stays, and so does an answer made of its rows', async () => {
    const core = await connectCore();
    const client = await core.rpc.clients.create({ name: 'Wayne Enterprises' });
    const project = await core.rpc.projects.create({ name: 'Batcave', clientId: client.id });
    await core.rpc.tasks.create({ title: 'Polish the car', projectId: project.id });
    const tasks = [{ table: 'tasks' }];
    const { sessionId } = await converse(core, {
      runId: 'run-1',
      said: { asked: 'What is open?', answered: 'Polish the car.', calls: tasks },
    });
    await converse(core, { runId: 'run-2', sessionId, said: { asked: 'How is Wayne Enterprises?', answered: 'She is fine.' } });
    await converse(core, { runId: 'run-3', sessionId, said: { asked: 'Who pays?', answered: 'wayne  enterprises does.' } });
    await converse(core, { runId: 'run-4', sessionId, said: { asked: 'What is two and two?', answered: 'Four.' } });
    await core.rpc.privacy.setRule({ client_id: client.id, rule: 'never' });
    const other = await elsewhere(core);
    const history = await historyOf(other, { sessionId });
    expect(shown(history)).toEqual(['> What is open?', '> Who pays?', '> What is two and two?', '< Four.']);
  });

  test('values of a client with pseudonyms leave as tokens, and tokens stay tokens', async () => {
    const core = await connectCore();
    const client = await core.rpc.clients.create({ name: 'Lindqvist Trading' });
    const { sessionId } = await converse(core, {
      runId: 'run-1',
      said: { asked: 'Call Lindqvist Trading', answered: 'Lindqvist Trading was called.' },
    });
    await core.rpc.privacy.setRule({ client_id: client.id, rule: 'pseudonyms' });
    const { request_id } = await core.rpc.chat.send({ text: 'Who is Lindqvist Trading?', session_id: sessionId });
    const frame = await core.socket.frame((each) => each['request_id'] === request_id);
    const token = /Who is (.+)\?/.exec(String(frame['message']))?.[1] ?? '';
    expect(token).not.toMatch(/lindqvist/i);
    core.socket.send({ type: 'run_started', run_id: 'run-2', seq: 1, kind: 'chat', request_id });
    core.socket.send({ type: 'final', run_id: 'run-2', seq: 2, status: 'success', response: `${token} trades.`, usage });
    await core.socket.call({ id: 'c', run_id: 'run-2', action: 'select', table: 'tasks' });
    const other = await elsewhere(core);
    expect(shown(await historyOf(other, { sessionId }))).toEqual([
      `> Call ${token}`,
      `< ${token} was called.`,
      `> Who is ${token}?`,
      `< ${token} trades.`,
    ]);
  });
});
