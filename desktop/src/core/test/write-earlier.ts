/**
 * `node src/core/test/write-earlier.ts FOLDER`: writes the database that `backups/upgrade.test.ts` reads, as the core of
 * this commit writes it. After a change of the tables, gzip FOLDER/adiuva.sqlite into `earlier/COMMIT.sqlite.gz`.
 */
import { createRouterClient, type RouterClient } from '@orpc/server';
import { mkdirSync } from 'node:fs';
import { createCore } from '#core/create-core.ts';
import { fixedAccessToken } from '#core/ports/access-tokens.ts';
import { createMemoryLogger } from '#core/ports/logger.ts';
import { createMemorySecrets } from '#core/ports/secrets.ts';
import type { CoreRouter } from '#core/router.ts';
import { startFakeBackend, usage } from './fake-backend.ts';
import { createFakeClock } from './fake-clock.ts';

const DAY = 86_400_000;
const [device] = process.argv.slice(2);
if (device === undefined) throw new Error('name the folder to write to');
mkdirSync(device, { recursive: true });

const backend = await startFakeBackend();
const clock = createFakeClock();
const core = createCore({
  ports: { accessTokens: fixedAccessToken('t'), secrets: createMemorySecrets(), logger: createMemoryLogger() },
  paths: { device },
  clock,
  backendUrl: backend.url,
  // The name by which a backend is known that has an address of its own at each start.
  backendName: 'own',
  version: '0.0.0',
});
core.commands.listen(() => undefined);
const rpc: RouterClient<CoreRouter> = createRouterClient(core.router);
const socket = await backend.connection(1);
await socket.frame({ type: 'device_hello' });

async function until(isSo: () => Promise<boolean>): Promise<void> {
  if (await isSo()) return;
  await new Promise((resolve) => setTimeout(resolve, 5));
  await until(isSo);
}
const isReady = async (): Promise<boolean> => (await rpc.app.status()).connection.state === 'ready';
await until(isReady);

async function run(runId: string, text: string, sessionId?: string): Promise<string> {
  const sent = await rpc.chat.send({ text, ...(sessionId === undefined ? {} : { session_id: sessionId }) });
  await socket.frame((frame) => frame.type === 'chat_request' && frame['request_id'] === sent.request_id);
  const { request_id, session_id } = sent;
  socket.send({ type: 'run_started', run_id: runId, seq: 1, kind: 'chat', request_id, session_id, model: 'offline:rules' });
  return session_id;
}

async function call(runId: string, id: string, action: string, table: string, more: object = {}): Promise<string> {
  const answer = await socket.call({ id, run_id: runId, action, table, ...more });
  if (answer['error'] !== undefined) throw new Error(JSON.stringify(answer));
  clock.advance(1_000);
  const row = answer['row'];
  return typeof row === 'object' && row !== null && 'id' in row ? String(row.id) : '';
}
const insert = (runId: string, id: string, table: string, data: object): Promise<string> =>
  call(runId, id, 'insert', table, { data });
const final = (runId: string): void =>
  socket.send({ type: 'final', run_id: runId, seq: 2, status: 'success', response: `${runId} is done.`, usage });

const client = await rpc.clients.create({ name: 'Caffè Müller', industry: 'coffee' });
const child = await rpc.clients.create({ name: 'Müller Rösterei', parentId: client.id });
const project = await rpc.projects.create({ name: 'Website', clientId: child.id });
const own = await rpc.tasks.create({
  title: 'Write the offer',
  description: 'two pages\n“quoted”',
  projectId: project.id,
  priority: 'high',
  dueDate: clock.now() + DAY,
});
await rpc.tasks.create({ title: 'Untouched ✓ 日本' });

// A run that ended: rows in every table, an update of the user's row.
const session = await run('run-1', 'Plan the launch');
const task = await insert('run-1', 'c-1', 'tasks', { title: 'By run 1', projectId: project.id, assignee: ['Ann', 'Bo'] });
await insert('run-1', 'c-2', 'taskComments', { taskId: own.id, content: 'A comment about espresso' });
await insert('run-1', 'c-3', 'notes', { title: 'Minutes', content: '# Minutes\n- launch', projectId: project.id });
await insert('run-1', 'c-4', 'checkpoints', { title: 'Launch', date: clock.now() + 10 * DAY, projectId: project.id });
await insert('run-1', 'c-5', 'clients', { name: 'Extra client' });
await insert('run-1', 'c-6', 'projects', { name: 'Extra project', clientId: client.id });
await call('run-1', 'c-7', 'update', 'tasks', {
  data: { id: own.id, updates: { title: 'Write the offer (v2)', status: 'done' } },
});
await call('run-1', 'c-8', 'select', 'tasks', { filters: { search: 'offer' } });
await call('run-1', 'c-9', 'get', 'tasks', { data: { id: task } });
final('run-1');

// A run that was taken back: its rows are gone, its journal stays.
await run('run-2', 'Add two more', session);
await insert('run-2', 'd-1', 'tasks', { title: 'Taken back' });
await call('run-2', 'd-2', 'update', 'projects', { data: { id: project.id, updates: { name: 'Renamed' } } });
final('run-2');
await until(async () => {
  const { items } = await rpc.activity.runs({ offset: 0, limit: 9, with_changes: false });
  return items.every(({ status }) => status !== 'running');
});
await rpc.activity.undo({ run_id: 'run-2' });
await rpc.tasks.update({ id: task, updates: { description: 'The user was here' } });

// A run that goes on, and messages that nobody answered.
await run('run-3', 'Go on with this');
await insert('run-3', 'e-1', 'tasks', { title: 'By run 3' });
await call('run-3', 'e-2', 'select', 'projects');
await rpc.chat.send({ text: 'Sent, not answered' });
backend.refuseWith(503);
socket.socket.terminate();
await until(async () => !(await isReady()));
await rpc.chat.send({ text: 'Queued' });
await core.dispose();
await backend.close();
