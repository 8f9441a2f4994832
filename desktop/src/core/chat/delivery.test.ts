import { expect, test } from 'vitest';
import { connectCore, type ConnectedCore } from '#core/test/open-core.ts';

const turns = async ({ rpc }: Pick<ConnectedCore, 'rpc'>, session_id: string) =>
  (await rpc.chat.transcript({ session_id, limit: 50 })).turns;
const requestOf = (id: string) => (frame: Record<string, unknown>) =>
  frame['type'] === 'chat_request' && frame['request_id'] === id;

test('a message that a full backend does not take stays, says why, and is sent again; what was said after it comes after it', async () => {
  const core = await connectCore();
  const { socket, rpc, clock } = core;
  const first = await rpc.chat.send({ text: 'First' });
  await socket.frame(requestOf(first.request_id));
  const full = {
    type: 'error',
    code: 'queue_full',
    message: '500 runs wait already. Send it again in a moment.',
    request_id: first.request_id,
    retryable: true,
  };
  socket.send(full);
  await expect
    .poll(async () => (await turns(core, first.session_id))[0])
    .toMatchObject({
      delivery: 'sent',
      deferred: { code: 'queue_full', reason: '500 runs wait already.', retry_at: clock.now() + 1_000 },
    });

  const second = await rpc.chat.send({ text: 'Second', session_id: first.session_id });
  const elsewhere = await rpc.chat.send({ text: 'Elsewhere' });
  await socket.frame(requestOf(elsewhere.request_id));
  expect(socket.frames.some(requestOf(second.request_id))).toBe(false);
  expect((await turns(core, first.session_id))[1]).toMatchObject({ delivery: 'queued', deferred: { code: 'after_other' } });
  expect((await rpc.runs.open({ offset: 0, limit: 9 })).items.map(({ title, phase }) => [title, phase.kind])).toEqual([
    ['Elsewhere', 'queued'],
    ['Second', 'deferred'],
    ['First', 'deferred'],
  ]);

  clock.advance(1_000);
  await socket.frame(requestOf(first.request_id));
  socket.send(full);
  await expect.poll(async () => (await turns(core, first.session_id))[0]?.deferred?.retry_at).toBe(clock.now() + 2_000);
  clock.advance(2_000);
  await socket.frame(requestOf(first.request_id));
  socket.send({ type: 'run_started', run_id: 'run-1', seq: 1, kind: 'chat', request_id: first.request_id });
  await socket.frame(requestOf(second.request_id));
  const [one, two] = await turns(core, first.session_id);
  expect(one).toMatchObject({ delivery: 'accepted' });
  expect(one).not.toHaveProperty('deferred');
  expect(two).toMatchObject({ delivery: 'sent' });
  expect(two).not.toHaveProperty('deferred');
});

test('taken back, it makes way for what was said after it', async () => {
  const core = await connectCore();
  const first = await core.rpc.chat.send({ text: 'First' });
  await core.socket.frame(requestOf(first.request_id));
  core.socket.send({ type: 'error', code: 'busy', message: 'later', request_id: first.request_id, retryable: true });
  await expect
    .poll(async () => (await turns(core, first.session_id))[0]?.deferred)
    .toMatchObject({
      code: 'busy',
      reason: 'The backend has too much to do at the moment.',
    });
  const second = await core.rpc.chat.send({ text: 'Second', session_id: first.session_id });
  await core.rpc.chat.cancel({ request_id: first.request_id });
  await core.socket.frame(requestOf(second.request_id));
});
