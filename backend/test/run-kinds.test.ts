import { requestIdSchema } from '@adiuva/shared-protocol';
import { afterEach, expect, test } from 'vitest';
import { RunRefused } from '#backend/runs/index.ts';
import { connectDevice, registerUser, type BareDevice } from './bare-device.ts';
import { startTestBackend, type TestBackend } from './start-backend.ts';
import { createTestDatabase, queryDatabase } from './test-database.ts';

let backend: TestBackend;
let device: BareDevice | undefined;
afterEach(async () => {
  device?.socket.terminate();
  await backend.close();
});

test('a run that is opened as an agent run is one: in its row, its queue, its first event, and its own limit', async () => {
  const database = await createTestDatabase();
  backend = await startTestBackend({ database, answer: () => ({ hangs: true }) });
  const { access } = await registerUser(backend);
  device = await connectDevice({ url: backend.url, token: access });
  const [owner] = await queryDatabase({ address: database, text: 'select user_id, workspace_id from memberships' });
  const address = { userId: String(owner?.['user_id']), deviceId: 'dev-1', storeId: 'store-1' };
  const open = (kind: 'agent' | 'journey', n: number) =>
    backend.runs.open({
      device: address,
      workspaceId: String(owner?.['workspace_id']),
      kind,
      request: {
        type: 'chat_request',
        request_id: requestIdSchema.parse(`q-${kind}-${n}`),
        message: 'Work',
        context: { timezone: 'UTC' },
      },
    });
  const { runId, started } = await open('agent', 1);
  expect(started).toMatchObject({ type: 'run_started', kind: 'agent' });
  const run = await queryDatabase({ address: database, text: 'select kind from runs where id = $1', values: [runId] });
  expect(run).toEqual([{ kind: 'agent' }]);
  const text = `select name from pgboss.job where singleton_key = $1`;
  expect(await queryDatabase({ address: database, text, values: [runId] })).toEqual([{ name: 'run-agent' }]);
  // A workspace may have 50 journeys open, and 200 chats.
  for (let n = 1; n <= 50; n += 1) await open('journey', n);
  await expect(open('journey', 51)).rejects.toSatisfy((error) => error instanceof RunRefused && error.code === 'busy');
}, 60_000);
