import { describe, expect, test } from 'vitest';
import { createAllWorkRows, createSettingsRepository } from '#core/storage/index.ts';
import { connectCore, startRun } from '#core/test/open-core.ts';
import { openTestDatabase } from '#core/test/open-test-database.ts';
import { createLedger } from './ledger.ts';
import { createLedgerSums } from './ledger-sums.ts';
import { createLedgerViews } from './ledger-views.ts';

const HOUR = 3_600_000;

function open() {
  const database = openTestDatabase();
  const ledger = createLedger(database);
  const make = () =>
    createLedgerViews({
      database,
      rows: createAllWorkRows(database),
      sums: createLedgerSums({ database, settings: createSettingsRepository(database) }),
    });
  let n = 0;
  const add = (row: Partial<Parameters<typeof ledger.add>[0]>): void => {
    n += 1;
    ledger.add({
      runId: 'r1',
      callId: `c${n}`,
      action: 'select',
      tableName: 'tasks',
      rowIds: [],
      revisions: [],
      rowCount: 2,
      bytes: 10,
      clients: undefined,
      withheld: 0,
      replaced: 0,
      counted: true,
      payloadSha256: 'x',
      journalSeq: 0,
      at: n,
      ...row,
    });
  };
  return { database, add, views: make(), again: make };
}

describe('what left', () => {
  test('is listed newest first, by run, client and table, with the names of now', async () => {
    const core = await connectCore();
    const { rpc } = core;
    const { id: client } = await rpc.clients.create({ name: 'Acme' });
    const { id: project } = await rpc.projects.create({ name: 'Site', clientId: client });
    const { id: task } = await rpc.tasks.create({ title: 'Plan', projectId: project });
    await rpc.tasks.create({ title: 'Alone' });
    const first = await startRun({ ...core, runId: 'r1', text: 'What is on?\nReally' });
    const answer = await core.socket.call({ id: 'a', run_id: 'r1', action: 'select', table: 'tasks' });
    await core.socket.call({ id: 'b', run_id: 'r1', action: 'get', table: 'clients', data: { id: client } });
    await startRun({ ...core, runId: 'r2' });
    await core.socket.call({ id: 'c', run_id: 'r2', action: 'select', table: 'projects' });
    await rpc.tasks.update({ id: task, updates: { title: 'Plan B' } });
    const page = { offset: 0, limit: 10 };
    const all = await rpc.privacy.ledger(page);
    expect([all.total, all.items.map(({ run_id, table }) => `${run_id} ${table}`)]).toEqual([
      3,
      ['r2 projects', 'r1 clients', 'r1 tasks'],
    ]);
    expect(all.items[2]).toEqual({
      seq: 1,
      at: core.clock.now(),
      run_id: 'r1',
      session_id: first.sessionId,
      title: 'What is on?',
      action: 'select',
      table: 'tasks',
      rows: 2,
      bytes: Buffer.byteLength(JSON.stringify(answer['rows'])) - '[]'.length + 1,
      withheld: 0,
      replaced: 0,
      destination: core.backend.url,
      model: 'offline:rules',
      clients: [{ client_id: client, label: 'Acme', rows: 1 }],
      labels: ['Plan B', 'Alone'],
    });
    expect(await rpc.privacy.ledger({ ...page, run_id: 'r2' })).toMatchObject({ total: 1, items: [{ run_id: 'r2' }] });
    expect(await rpc.privacy.ledger({ ...page, table: 'tasks' })).toMatchObject({ total: 1, items: [{ table: 'tasks' }] });
    expect((await rpc.privacy.ledger({ ...page, client_id: client })).total).toBe(3);
    expect((await rpc.privacy.ledger({ ...page, client_id: client, run_id: 'r1', table: 'clients' })).total).toBe(1);
    expect(await rpc.privacy.ledger({ offset: 1, limit: 1 })).toMatchObject({ total: 3, items: [{ table: 'clients' }] });
    expect(await rpc.privacy.summary({})).toEqual({
      reads: 3,
      rows: 4,
      bytes: all.items.reduce((sum, { bytes }) => sum + bytes, 0),
      runs: 2,
      by_client: [
        { client_id: client, label: 'Acme', rows: 3 },
        { label: 'No client', rows: 1 },
      ],
      by_table: expect.arrayContaining([expect.objectContaining({ table: 'tasks', reads: 1, rows: 2 })]),
      by_destination: [{ destination: core.backend.url, reads: 3, rows: 4, bytes: expect.any(Number) }],
    });
  });

  test('is summed since an hour, and further as it grows, over a restart too', async () => {
    const { add, views, again } = open();
    add({ at: HOUR, runId: 'old', clients: new Map([['a', 2]]) });
    add({
      at: 2 * HOUR + 5,
      runId: 'new',
      clients: new Map([
        ['a', 1],
        ['b', 1],
      ]),
      tableName: 'notes',
    });
    expect(await views.summary({ since: 2 * HOUR })).toMatchObject({ reads: 1, rows: 2, bytes: 10, runs: 1 });
    expect(await views.summary({})).toMatchObject({ reads: 2, rows: 4, runs: 2 });
    add({ at: 2 * HOUR + 6, runId: 'new', rowCount: 5 });
    const { by_client: byClient, ...rest } = await again().summary({});
    expect(rest).toMatchObject({ reads: 3, rows: 9, bytes: 30, runs: 2 });
    expect(byClient.map(({ client_id, rows }) => [client_id, rows])).toEqual([
      ['a', 3],
      ['b', 1],
      [undefined, 5],
    ]);
    expect(await views.summary({})).toMatchObject({ reads: 3, rows: 9 });
  });

  test(
    'of a hundred thousand answers is counted once and in slices, and each page comes from an index',
    { timeout: 120_000 },
    async () => {
      const { database, add, views } = open();
      database.write(() => {
        for (let n = 0; n < 100_000; n += 1)
          add({
            runId: `r${n % 500}`,
            tableName: n % 3 ? 'tasks' : 'notes',
            clients: n % 10 ? undefined : new Map([[`c${n % 50}`, 1]]),
          });
      });
      expect(await views.summary({})).toMatchObject({ reads: 100_000, runs: 500 });
      const page = { offset: 0, limit: 50 };
      expect(await views.ledger(page)).toMatchObject({ total: 100_000, items: { length: 50 } });
      expect(await views.ledger({ ...page, table: 'notes' })).toMatchObject({ total: 33_334, items: { length: 50 } });
      expect(await views.ledger({ ...page, client_id: 'c10' })).toMatchObject({ total: 2_000, items: { length: 50 } });
      expect(await views.ledger({ ...page, run_id: 'r7' })).toMatchObject({ total: 200, items: { length: 50 } });
    },
  );
});
