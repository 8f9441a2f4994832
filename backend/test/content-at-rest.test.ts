import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { systemClock } from '#backend/clock.ts';
import { newId } from '#backend/ids.ts';
import { createLog } from '#backend/log.ts';
import { createContentKeys } from '#backend/storage/content-keys.ts';
import { openDatabase } from '#backend/storage/database.ts';
import { answerCalls, chat, connectDevice, registerUser } from './bare-device.ts';
import { startTestBackend } from './start-backend.ts';
import { createTestDatabase, queryDatabase } from './test-database.ts';

const WORD = 'Zanzibarquark';

test('no byte of what was said, done or answered stands in the database', async () => {
  const database = await createTestDatabase();
  const backend = await startTestBackend({
    database,
    answer: (_, count) =>
      count === 1 ? { calls: [{ name: 'create_task', input: { title: `${WORD} tool` } }] } : { text: [`${WORD} answer`] },
  });
  const user = await registerUser(backend);
  const device = await connectDevice({ url: backend.url, token: user.access });
  answerCalls({ device, answer: () => ({ row: { id: 't-1', title: `${WORD} row` } }) });
  chat({ device, message: `${WORD} message` });
  await device.until((frame) => frame.type === 'final');
  device.socket.terminate();
  await backend.close();

  const tables = await queryDatabase({
    address: database,
    text: "select table_name from information_schema.tables where table_schema = 'public'",
  });
  const needles = [WORD, user.refresh, user.access];
  const dumped: string[] = [];
  for (const { table_name: table } of tables) {
    const rows = await queryDatabase({ address: database, text: `select * from "${String(table)}"` });
    dumped.push(String(table));
    for (const value of rows.flatMap((row) => Object.values(row))) {
      const text = Buffer.isBuffer(value) ? value.toString('latin1') : (JSON.stringify(value) ?? '');
      for (const needle of needles) expect(text.includes(needle)).toBe(false);
    }
  }
  expect(dumped).toEqual(expect.arrayContaining(['messages', 'run_steps', 'run_tool_results', 'run_device_calls', 'run_events']));
});

test('content opens in its own place and under its own secret alone; the previous secret still opens it', async () => {
  const address = await createTestDatabase();
  const database = await openDatabase({ address, log: createLog({ level: 'silent' }) });
  await queryDatabase({ address, text: "insert into workspaces (id, name, tier, created_at) values ('w', 'W', 'pro', 1)" });
  const open = (current: Buffer, previous?: Buffer) =>
    createContentKeys({ database, secrets: { current, previous }, clock: systemClock, newId });
  const [first, second] = [randomBytes(32), randomBytes(32)];
  const keys = open(first);
  await database.transaction(({ sql }) => keys.create({ sql, workspaceId: 'w' }));
  const key = await keys.of('w');
  const sealed = key.seal({ place: 'messages:1', value: { text: 'x' } });

  expect(key.open({ place: 'messages:1', ...sealed })).toEqual({ text: 'x' });
  expect(() => key.open({ place: 'messages:2', ...sealed })).toThrow('cannot be decrypted');
  const damaged = Buffer.from(sealed.contentEnc);
  damaged[20] = (damaged[20] ?? 0) ^ 1;
  expect(() => key.open({ place: 'messages:1', contentEnc: damaged, keyId: sealed.keyId })).toThrow('cannot be decrypted');
  expect((await open(second, first).of('w')).open({ place: 'messages:1', ...sealed })).toEqual({ text: 'x' });
  await expect(open(second).of('w')).rejects.toThrow('ADIUVA_SECRET_PREVIOUS');
  await database.close();
});
