import { expect, test } from 'vitest';
import { connectCore, openCore, startRun } from '#core/test/open-core.ts';

const carried = (id: string, command: object | string) =>
  JSON.stringify({ command_id: id, line: typeof command === 'string' ? command : JSON.stringify(command) });

test('a line with an id is done once, over restarts too, and answered the same each time', async () => {
  const core = await connectCore();
  const line = carried('l-1', { chat: 'Create a task', session_id: 's-1' });
  core.core.commands.run(line);
  const asked = await core.socket.frame({ type: 'chat_request' });
  const done = { event: 'command_done', command_id: 'l-1', answer: { event: 'chat_started', request_id: asked['request_id'] } };
  expect(core.events).toEqual([done]);
  core.core.commands.run(line);
  expect(core.events).toEqual([done, done]);
  await core.close();

  const again = await connectCore({ device: core.device });
  again.core.commands.run(line);
  expect(again.events).toEqual([done]);
  again.core.commands.run(carried('l-2', { chat: 'Create a task', session_id: 's-1' }));
  const { turns } = await again.rpc.chat.transcript({ session_id: 's-1', limit: 9 });
  expect(turns.map(({ request_id: id }) => id)).toEqual([
    asked['request_id'],
    (again.events[1]?.['answer'] as { request_id: string } | undefined)?.request_id,
  ]);
});

test('what cannot be done is answered once too, and what waits is decided by it', async () => {
  const core = await connectCore();
  core.core.commands.run(carried('l-1', 'nonsense'));
  core.core.commands.run(carried('l-2', { reject: 'nowhere' }));
  core.core.commands.run(carried('l-1', { chat: 'Another line under a known id' }));
  expect(core.events.map(({ event, answer }) => [event, (answer as { event: string }).event])).toEqual([
    ['command_done', 'error'],
    ['command_done', 'error'],
    ['command_done', 'error'],
  ]);
  expect(core.events[2]).toEqual(core.events[0]);
  expect((await core.rpc.runs.open({ offset: 0, limit: 9 })).total).toBe(0);
});

test('the user’s word on a message goes by a line once', async () => {
  const core = openCore({});
  const client = await core.rpc.clients.create({ name: 'Acme' });
  await core.rpc.privacy.setRule({ client_id: client.id, rule: 'never' });
  const { request_id: id } = await core.rpc.chat.send({ text: 'How is Acme?' });
  core.core.commands.run(carried('l-1', { reject: id }));
  core.core.commands.run(carried('l-1', { reject: id }));
  const decided = { event: 'command_done', command_id: 'l-1', answer: { event: 'decided', approval_id: id, state: 'rejected' } };
  expect(core.events.filter(({ event }) => event === 'command_done')).toEqual([decided, decided]);
});

test('what follows from a line leaves only once the line is stored', async () => {
  const core = await connectCore();
  const { id } = await core.rpc.tasks.create({ title: 'Old' });
  await startRun(core);
  await core.socket.call({ id: 'd-1', run_id: 'run-1', action: 'delete', table: 'tasks', data: { id } });
  const told = core.socket.frame({ type: 'approval_response' });
  core.core.commands.run(carried('l-1', { approve: 'd-1' }));
  expect(await told).toMatchObject({ approval_id: 'd-1', decision: 'approve' });
  expect(core.events.at(-1)).toMatchObject({ command_id: 'l-1', answer: { event: 'decided', state: 'executed' } });
  // Once its answer is there, a repeat is a word about what was done, not another deed.
  await core.rpc.activity.undo({ run_id: 'run-1' });
  core.core.commands.run(carried('l-1', { approve: 'd-1' }));
  expect(await core.rpc.tasks.get({ id })).toMatchObject({ title: 'Old' });
});
