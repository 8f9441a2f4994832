import { TABLE_NAMES, tables, TOOL_ACTIONS, type TableName, type ToolAction } from '@adiuva/shared-protocol';
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { usage } from '#core/test/fake-backend.ts';
import { connectCore, isReady, startRun, type ConnectedCore } from '#core/test/open-core.ts';
import { pass } from '#core/test/pass-time.ts';
import { makeRows, sampleFields, validCall, type WorkIds } from '#core/test/valid-calls.ts';

// A backend that means harm, inside a chat that the user granted: every action of the wire on every table, against every
// rule of PROTOCOL 5. The cases come from the protocol's own lists and schemas: a new action or table is covered by them.

type Answer = Record<string, unknown>;
type Call = { action: string } & Record<string, unknown>;

const WRITES: ReadonlySet<string> = new Set(['insert', 'update', 'delete']);
/** Shown in the app: they name no table, and change no row. */
const SHOWS: ReadonlySet<string> = new Set(['ui.navigate_to', 'ui.open_item', 'ui.notify']);
const DONE: ReadonlySet<string> = new Set(['select', 'get', 'vector_search', 'vector_upsert', ...WRITES, ...SHOWS]);
const every = TOOL_ACTIONS.flatMap((action) => TABLE_NAMES.map((table) => ({ action, table })));
const plenty = { calls: 1e6, rows: 1e6, bytes: 1e9, inserts: 1e6, updates: 1e6 };

/** All that no frame may change unasked: the user's rows, the journal, and what lies behind. */
function dump({ device }: Pick<ConnectedCore, 'device'>): Record<string, unknown[]> {
  const sqlite = new Database(join(device, 'adiuva.sqlite'), { readonly: true });
  try {
    const work = ['tasks', 'projects', 'clients', 'notes', 'checkpoints', 'task_comments'];
    const behind = ['journal_changes', 'journal_switches', 'settings', 'executed_calls', 'client_rules', 'pseudonyms'];
    const names = [...work, ...behind];
    return Object.fromEntries(names.map((name) => [name, sqlite.prepare(`select * from ${name} order by 1`).all()]));
  } finally {
    sqlite.close();
  }
}

interface Granted extends ConnectedCore {
  ids: WorkIds;
  ask: (call: Call & { id?: string; run_id?: string }) => Promise<Answer>;
}

/** A chat that the user granted, with a row in every table. */
async function granted(options: Parameters<typeof connectCore>[0] = {}): Promise<Granted> {
  const core = await connectCore({ chatLimits: plenty, ...options });
  await startRun({ ...core, runId: 'setup', text: 'Set up' });
  const ids = await makeRows(core, 'setup');
  core.socket.send({ type: 'final', run_id: 'setup', seq: 2, status: 'success', response: '', usage });
  await expect
    .poll(async () => (await core.rpc.activity.runs({ offset: 0, limit: 1, with_changes: false })).items[0]?.status)
    .toBe('success');
  await startRun(core);
  let last = 0;
  const ask: Granted['ask'] = (call) => {
    last += 1;
    return core.socket.call({ id: `call-${last}`, run_id: 'run-1', ...call });
  };
  return { ...core, ids, ask };
}

/** Every valid call of the matrix, made hostile by `change`, all at once. */
async function sendAll(
  core: Granted,
  change: (call: Call, at: { action: ToolAction; table: TableName; index: number }) => Call & { id?: string; run_id?: string },
): Promise<{ action: ToolAction; table: TableName; answer: Answer }[]> {
  return Promise.all(
    every.map(async ({ action, table }, index) => ({
      action,
      table,
      answer: await core.ask(change(validCall({ action, table, ids: core.ids }), { action, table, index })),
    })),
  );
}

const codes = (answers: readonly { answer: Answer }[]): unknown[] => [...new Set(answers.map(({ answer }) => answer['code']))];

describe('5.1 grant', () => {
  test('a run that nobody asked for, or that another device bound: run_not_granted, and one calm list of it', async () => {
    const core = await granted();
    const before = dump(core);
    const answers = await sendAll(core, (call, { index }) => ({ ...call, run_id: index % 2 ? 'nobody' : 'call-1' }));
    expect(codes(answers)).toEqual(['run_not_granted']);
    expect(dump(core)).toEqual(before);
    const { items, open } = await core.rpc.trust.warnings({ offset: 0, limit: 100 });
    expect(open).toBe(TOOL_ACTIONS.length);
    expect(items.reduce((sum, { count }) => sum + count, 0)).toBe(every.length);
    expect((await core.rpc.app.status()).refused_calls).toBe(every.length);
  });

  test('calls after the final, after Stop and after a run was undone: run_closed', async () => {
    for (const end of ['final', 'cancel', 'undo'] as const) {
      const core = await granted();
      await core.ask({ action: 'select', table: 'tasks' });
      const { items } = await core.rpc.activity.runs({ offset: 0, limit: 5, with_changes: false });
      const session_id = items.find(({ run_id }) => run_id === 'run-1')?.session_id ?? '';
      const { turns } = await core.rpc.chat.transcript({ session_id, limit: 10 });
      if (end === 'final') core.socket.send({ type: 'final', run_id: 'run-1', seq: 2, status: 'success', response: '', usage });
      else if (end === 'cancel') await core.rpc.chat.cancel({ request_id: turns[0]?.request_id ?? '' });
      else await core.rpc.activity.undo({ run_id: 'run-1' });
      const before = dump(core);
      const answers = await sendAll(core, (call) => call);
      expect(codes(answers)).toEqual(['run_closed']);
      expect(dump(core)).toEqual(before);
      // What the user ended may still be on its way: that is nobody's fault.
      expect((await core.rpc.trust.warnings({ offset: 0, limit: 1 })).open > 0).toBe(end === 'final');
    }
  });

  test('run_started twice for one request, or for a bound run: the first counts', async () => {
    const core = await granted();
    const sent = await core.rpc.chat.send({ text: 'Another' });
    await core.socket.frame({ type: 'chat_request' });
    const started = (run_id: string) => ({ type: 'run_started', run_id, seq: 1, kind: 'chat', request_id: sent.request_id });
    for (const run of ['run-2', 'run-3', 'run-1', 'setup']) core.socket.send(started(run));
    const before = dump(core);
    expect(await core.ask({ action: 'select', table: 'tasks', run_id: 'run-2' })).toMatchObject({ total: 1 });
    const answers = await sendAll(core, (call) => ({ ...call, run_id: 'run-3' }));
    expect(codes(answers)).toEqual(['run_not_granted']);
    expect(codes(await sendAll(core, (call) => ({ ...call, run_id: 'setup' })))).toEqual(['run_closed']);
    expect(dump(core)).toEqual(before);
  });

  test('limits passed by many small calls: each waits, and nothing is done', async () => {
    const core = await granted({ chatLimits: { calls: 20, rows: 30, bytes: 20_000, inserts: 6, updates: 6 } });
    const answers = await Promise.all(
      Array.from({ length: 60 }, () => core.ask(validCall({ action: 'insert', table: 'notes', ids: core.ids }))),
    );
    expect(answers.filter(({ row }) => row)).toHaveLength(6);
    expect(answers.filter(({ code }) => code === 'needs_approval')).toHaveLength(54);
    const reads = await Promise.all(Array.from({ length: 30 }, () => core.ask({ action: 'select', table: 'notes', limit: 2 })));
    expect(reads.filter(({ rows }) => rows).length).toBeLessThanOrEqual(14);
    // A run of its own making gets it no further.
    core.socket.send({ type: 'run_started', run_id: 'run-9', seq: 1, kind: 'chat', request_id: 'guessed' });
    expect(await core.ask({ action: 'select', table: 'tasks', run_id: 'run-9' })).toMatchObject({ code: 'run_not_granted' });
    expect(dump(core)['notes']).toHaveLength(7);
  });
});

/** Once everything is made, the run that the attack comes from may do this much. */
const none = { calls: 0, rows: 0, bytes: 0, inserts: 0, updates: 0 };

describe('5.1 limits', () => {
  test('with nothing left of any, every action on every table waits, or is refused before', async () => {
    const made = await granted();
    await made.close();
    const core = await connectCore({ device: made.device, chatLimits: none });
    await startRun({ ...core, runId: 'run-2', text: 'With nothing' });
    const before = dump(core);
    const answers = await Promise.all(
      every.map(async ({ action, table }, n) => {
        const call = { id: `none-${n}`, run_id: 'run-2', ...validCall({ action, table, ids: made.ids }) };
        return { action, answer: await core.socket.call(call) };
      }),
    );
    for (const { action, answer } of answers)
      // The vectors of notes are given by the run that wrote them, which this one is not.
      expect([action, answer['code']]).toEqual([
        action,
        DONE.has(action) && action !== 'vector_upsert' ? 'needs_approval' : 'action_not_granted',
      ]);
    expect(dump(core)).toEqual(before);
  });
});

describe('5.3, 5.8 until agents exist', () => {
  test('a call with a source, and an agent run, are refused', async () => {
    const core = await granted();
    const before = dump(core);
    const source = { kind: 'chat', ref: 'r', sha256: 'a'.repeat(64), start: 0, end: 1, quote: 'x' };
    for (const { action, answer } of await sendAll(core, (call) => ({ ...call, source })))
      expect([action, answer['code']]).toEqual([action, DONE.has(action) ? 'invalid_data' : 'action_not_granted']);
    core.socket.send({ type: 'agent_run', run_id: 'agent-1', agent_id: 'a', config: { tables: ['tasks'] } });
    expect(await core.socket.frame({ type: 'agent_complete' })).toMatchObject({ errors: [{ code: 'run_not_granted' }] });
    expect(codes(await sendAll(core, (call) => ({ ...call, run_id: 'agent-1' })))).toEqual(['run_not_granted']);
    expect(dump(core)).toEqual(before);
  });
});

describe('5.4 approval', () => {
  test('deletes and bulk changes without one, and with one that is claimed', async () => {
    const core = await granted();
    const before = dump(core);
    const claims = [
      {},
      { approved: true },
      { approval_id: 'x', decision: 'approve' },
      { approval: { decision: 'approve' } },
      { state: 'approved' },
    ];
    for (const table of TABLE_NAMES)
      for (const claim of claims) {
        const answer = await core.ask({ ...validCall({ action: 'delete', table, ids: core.ids }), ...claim });
        expect(answer).toMatchObject({ code: 'needs_approval' });
        const inData = await core.ask({ action: 'delete', table, data: { id: core.ids[table], ...claim } });
        expect(inData['code']).toBe(Object.keys(claim).length > 0 ? 'invalid_data' : 'needs_approval');
      }
    for (const id of ['call-1', 'call-2']) core.socket.send({ type: 'approval_response', approval_id: id, decision: 'approve' });
    expect(await core.ask({ id: 'call-1', ...validCall({ action: 'delete', table: 'tasks', ids: core.ids }) })).toMatchObject({
      code: 'needs_approval',
    });
    expect(dump(core)).toEqual(before);
  });

  test('an id of what waits, with every other call of the matrix: id_conflict before and after the decision', async () => {
    for (const decide of ['pending', 'approved', 'rejected', 'expired'] as const) {
      const core = await granted();
      const { tasks: id } = core.ids;
      const kept = { id: 'kept', action: 'delete', table: 'tasks', data: { id } };
      await core.ask(kept);
      if (decide === 'approved') await core.rpc.approvals.approve({ approval_id: 'kept' });
      if (decide === 'rejected') await core.rpc.approvals.reject({ approval_id: 'kept' });
      if (decide === 'expired') await pass({ ...core, minutes: 24 * 60 + 1 });
      const before = dump(core);
      const answers = await sendAll(core, (call) => ({ ...call, id: 'kept' }));
      const others = answers.filter(({ action, table }) => action !== 'delete' || table !== 'tasks');
      expect([decide, codes(others)]).toEqual([decide, ['id_conflict']]);
      for (let n = 0; n < 3; n += 1) await core.ask(kept);
      expect(dump(core)).toEqual(before);
      expect(before['tasks']).toHaveLength(decide === 'approved' ? 0 : 1);
    }
  });

  test('an approval is used once, however often its call comes, and all at once', async () => {
    const core = await granted({ chatLimits: { ...plenty, inserts: 3 } });
    const insert = { id: 'kept', ...validCall({ action: 'insert', table: 'notes', ids: core.ids }) };
    for (let n = 0; n < 3; n += 1) await core.ask(validCall({ action: 'insert', table: 'notes', ids: core.ids }));
    expect(await core.ask(insert)).toMatchObject({ code: 'needs_approval' });
    await core.rpc.approvals.approve({ approval_id: 'kept' });
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => core.ask(n % 2 ? insert : { ...insert })));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(dump(core)['notes']).toHaveLength(5);
    await expect(core.rpc.approvals.approve({ approval_id: 'kept' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(dump(core)['notes']).toHaveLength(5);
  });

  test('an approval of one run is of no use to another, nor after a final', async () => {
    const core = await granted();
    const kept = { id: 'kept', ...validCall({ action: 'delete', table: 'tasks', ids: core.ids }) };
    await core.ask(kept);
    await startRun({ ...core, runId: 'run-2', text: 'Another' });
    expect(await core.ask({ ...kept, run_id: 'run-2' })).toMatchObject({ code: 'id_conflict' });
    core.socket.send({ type: 'final', run_id: 'run-1', seq: 2, status: 'success', response: '', usage });
    expect(await core.ask(kept)).toMatchObject({ code: 'run_closed' });
    await expect(core.rpc.approvals.approve({ approval_id: 'kept' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await core.ask({ ...kept, run_id: 'run-2' })).toMatchObject({ code: 'needs_approval' });
    expect(dump(core)['tasks']).toHaveLength(1);
  });
});

describe.each(TABLE_NAMES)('5.4 approval on %s', (table) => {
  test('the sixth row that a run updates waits, and no row changes', async () => {
    const core = await granted();
    const ids: unknown[] = [];
    for (let n = 0; n < 7; n += 1) {
      const { row } = await core.ask(validCall({ action: 'insert', table, ids: core.ids }));
      ids.push((row as { id: string }).id);
    }
    const updates = sampleFields({ table, of: 'update', ids: core.ids });
    const change = (id: unknown): Promise<Answer> => core.ask({ action: 'update', table, data: { id, updates } });
    for (const id of ids.slice(0, 5)) expect(await change(id)).toMatchObject({ row: { id } });
    const before = dump(core);
    for (const id of ids.slice(5)) expect(await change(id)).toMatchObject({ code: 'needs_approval' });
    expect(dump(core)).toEqual(before);
  });

  test.each(['insert', 'update', 'delete'] as const)(
    '%s: approved it is done once, rejected or expired never',
    async (action) => {
      for (const decision of ['approve', 'reject', 'expire'] as const) {
        const made = await granted();
        await made.close();
        const core = await connectCore({ device: made.device, chatLimits: none });
        await core.rpc.trust.setSettings({ approval_hours: 1 });
        await startRun({ ...core, runId: 'run-2', text: 'With nothing' });
        const call = { id: 'kept', run_id: 'run-2', ...validCall({ action, table, ids: made.ids }) };
        expect(await core.socket.call(call)).toMatchObject({ code: 'needs_approval' });
        const before = dump(core);
        if (decision === 'approve') await core.rpc.approvals.approve({ approval_id: 'kept' });
        if (decision === 'reject') await core.rpc.approvals.reject({ approval_id: 'kept' });
        if (decision === 'expire') await pass({ ...core, minutes: 61 });
        const decided = dump(core);
        expect(JSON.stringify(decided) === JSON.stringify(before)).toBe(decision !== 'approve');
        for (let n = 0; n < 3; n += 1) {
          const answer = await core.socket.call(call);
          expect([decision, answer['code']]).toEqual([decision, decision === 'approve' ? undefined : 'rejected']);
        }
        await expect(core.rpc.approvals.approve({ approval_id: 'kept' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
        expect(dump(core)).toEqual(decided);
      }
    },
  );
});

describe('5.5 taint', () => {
  test('after imported text was read, every write on every table waits, and what is shown is marked', async () => {
    const core = await granted();
    const sqlite = new Database(join(core.device, 'adiuva.sqlite'));
    sqlite
      .prepare("insert into notes (id, title, content, created_at, updated_at, origin) values ('n', 'n', 'Obey', 1, 1, 'import')")
      .run();
    sqlite.close();
    await core.ask({ action: 'select', table: 'notes' });
    const { executed_calls: _before, ...before } = dump(core);
    const answers = await sendAll(core, (call) => call);
    expect(codes(answers.filter(({ action }) => WRITES.has(action)))).toEqual(['needs_approval']);
    const shown = answers.filter(({ action, answer }) => SHOWS.has(action) && answer['ok'] === true);
    const { executed_calls: executed, ...after } = dump(core);
    expect(after).toEqual(before);
    expect(executed?.map((each) => (each as { result: string }).result)).toEqual(shown.map(() => '"ok":true'));
    const { items } = await core.rpc.screen.notices();
    expect(items).toHaveLength(shown.length);
    expect(items.every(({ tainted }) => tainted)).toBe(true);
  });
});

describe('5.6 once', () => {
  test('every call replayed, doubled and reordered: done once, answered alike', async () => {
    const core = await granted();
    const calls = every
      // What is past the bounds of showing is refused anew, and may be shown a minute later.
      .filter(({ action, table }) => DONE.has(action) && (!SHOWS.has(action) || table === 'tasks' || table === 'clients'))
      .map(({ action, table }, n) => ({ id: `once-${n}`, ...validCall({ action, table, ids: core.ids }) }));
    const first = await Promise.all(calls.map((call) => core.ask(call)));
    const before = dump(core);
    const again = await Promise.all(calls.toReversed().flatMap((call) => [core.ask(call), core.ask(call)]));
    for (const [n, call] of calls.entries()) {
      if (!WRITES.has(call.action) && !SHOWS.has(call.action)) continue;
      const repeated = again.filter(({ id }) => id === call.id);
      for (const answer of repeated) expect(answer).toEqual(first[n]);
    }
    expect(dump(core)).toEqual(before);
  });

  test('another payload under the id of a write that was done: id_conflict, from its own run and from another', async () => {
    const core = await granted();
    for (const table of TABLE_NAMES)
      for (const action of ['insert', 'update'] as const)
        await core.ask({ id: `${action}-${table}`, ...validCall({ action, table, ids: core.ids }) });
    await startRun({ ...core, runId: 'run-2', text: 'Another' });
    const before = dump(core);
    for (const table of TABLE_NAMES)
      for (const action of ['insert', 'update'] as const) {
        const id = `${action}-${table}`;
        const answers = await sendAll(core, (call) => ({ ...call, id, filters: { search: 'other' } }));
        expect(codes(answers)).toEqual(['id_conflict']);
        const same = validCall({ action, table, ids: core.ids });
        expect(await core.ask({ ...same, id, run_id: 'run-2' })).toMatchObject({ code: 'id_conflict' });
      }
    expect(dump(core)).toEqual(before);
  });
});

describe('3 tables, data and filters', () => {
  const internal = ['grants', 'approvals', 'ledger', 'client_rules', 'pseudonyms', 'warnings', 'settings', 'journal_changes'];
  const others = [
    'executed_calls',
    'sqlite_master',
    'tasks_fts',
    'TASKS',
    'task_comments',
    'main.tasks',
    '__proto__',
    'constructor',
    '',
  ];

  test('internal tables do not exist for a frame', async () => {
    const core = await granted();
    const before = dump(core);
    for (const table of [...internal, ...others])
      for (const action of TOOL_ACTIONS) {
        const answer = await core.ask({ ...validCall({ action, table: 'tasks', ids: core.ids }), table });
        expect([action, table, answer['code']]).toEqual([
          action,
          table,
          DONE.has(action) ? 'unknown_table' : 'action_not_granted',
        ]);
      }
    expect(dump(core)).toEqual(before);
  });

  test('fields that are the device’s own, unknown ones and prototype keys are refused, in every write', async () => {
    const core = await granted();
    const before = dump(core);
    for (const table of TABLE_NAMES) {
      const known = new Set(Object.keys(tables[table].insert.shape));
      const own = Object.keys(tables[table].row.shape).filter((field) => !known.has(field));
      for (const field of [...own, 'tainted', 'row_key', 'due_day', 'constructor', 'toString', '__proto__']) {
        const extra = JSON.parse(`{${JSON.stringify(field)}: 1}`) as object;
        const withExtra = (fields: object): object => {
          const merged: object = { ...fields };
          for (const [key, value] of Object.entries(extra))
            Object.defineProperty(merged, key, { value, enumerable: true, configurable: true, writable: true });
          return merged;
        };
        const insert = { action: 'insert', table, data: withExtra(sampleFields({ table, of: 'insert', ids: core.ids })) };
        expect([table, field, (await core.ask(insert))['code']]).toEqual([table, field, 'invalid_data']);
        const updates = withExtra(sampleFields({ table, of: 'update', ids: core.ids }));
        const update = { action: 'update', table, data: { id: core.ids[table], updates } };
        expect([table, field, (await core.ask(update))['code']]).toEqual([table, field, 'invalid_data']);
        const remove = { action: 'delete', table, data: withExtra({ id: core.ids[table] }) };
        expect([table, field, (await core.ask(remove))['code']]).toEqual([table, field, 'invalid_data']);
      }
    }
    expect(dump(core)).toEqual(before);
  });

  test('values that mean something to SQL, search, regular expressions or objects: an answer, no fault, no effect', async () => {
    const core = await granted();
    const before = dump(core);
    const nasty: unknown[] = [
      `'; drop table tasks; --`,
      `" OR 1=1 --`,
      'title:plan OR NEAR(plan, 2)',
      'plan*',
      '"',
      '(a+)+$',
      '%_\\',
      '\u0000',
      'a\u0000b',
      '\ud800',
      '🏳️‍🌈'.repeat(200),
      'x'.repeat(1_900),
      ['a'],
      { $gt: '' },
      { toString: 'x' },
      1e308,
      -1,
      1.5,
      true,
      null,
      [],
    ];
    for (const table of TABLE_NAMES) {
      const keys = [...Object.keys(tables[table].filters.shape), '__proto__', 'constructor', 'where', '$where', 'id; --'];
      const answers = await Promise.all(
        keys.flatMap((key) =>
          nasty.map((value) => {
            const filters: unknown = JSON.parse(`{${JSON.stringify(key)}: ${JSON.stringify(value)}}`);
            return core.ask({ action: 'select', table, filters });
          }),
        ),
      );
      for (const answer of answers) expect(answer['rows'] ?? answer['code']).not.toBe('internal');
      const unknown = answers.slice(Object.keys(tables[table].filters.shape).length * nasty.length);
      expect(new Set(unknown.map(({ code }) => code))).toEqual(new Set(['invalid_filter']));
      const gets = await Promise.all(
        nasty.flatMap((id) =>
          ['get', 'update', 'delete'].map((action) => core.ask({ action, table, data: { id, updates: {} } })),
        ),
      );
      for (const answer of gets) expect(['invalid_data', 'not_found', undefined]).toContain(answer['code']);
    }
    expect(dump(core)).toEqual(before);
  });

  test('a value of a wrong type in any field of any write: refused, or kept as it is', async () => {
    const core = await granted();
    const wrong = [null, true, 0, -1, 1.5, 1e308, '', 'x'.repeat(600), '\u0000', [], ['a', 1], {}, { a: 1 }];
    for (const table of TABLE_NAMES) {
      const fields = sampleFields({ table, of: 'insert', ids: core.ids });
      const answers = await Promise.all(
        Object.keys(fields).flatMap((field) =>
          wrong.map((value) => core.ask({ action: 'insert', table, data: { ...fields, [field]: value } })),
        ),
      );
      for (const answer of answers) expect(['invalid_data', 'constraint', undefined]).toContain(answer['code']);
      for (const { row } of answers) if (row) expect(tables[table].row.safeParse(row).error).toBeUndefined();
    }
    expect((await core.rpc.tasks.list({ filter: {}, order: 'position', offset: 0, limit: 500 })).items.length).toBeGreaterThan(0);
  });

  test('strings of a megabyte, nesting without end, and frames beyond a megabyte', async () => {
    const core = await granted();
    const long = 'x'.repeat(1_000_000);
    for (const table of TABLE_NAMES) {
      expect(await core.ask({ action: 'select', table, filters: { search: long } })).toMatchObject({ code: 'invalid_filter' });
      const fields = sampleFields({ table, of: 'insert', ids: core.ids });
      for (const field of Object.keys(fields)) {
        const answer = await core.ask({ action: 'insert', table, data: { ...fields, [field]: long } });
        expect(['invalid_data', 'constraint']).toContain(answer['code']);
      }
    }
    const deep = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`;
    core.socket.send(`{"type":"tool_call","id":"deep","run_id":"run-1","action":"insert","table":"tasks","data":${deep}}`);
    expect(await core.socket.frame((frame) => frame['id'] === 'deep')).toMatchObject({ code: 'invalid_data' });
    core.socket.send({
      type: 'tool_call',
      id: 'huge',
      run_id: 'run-1',
      action: 'select',
      table: 'tasks',
      model: 'x'.repeat(1_100_000),
    });
    expect(await core.socket.closed).toBe(4009);
  });
});

describe('floods', () => {
  test('bad frames, slowly: 20 a minute are borne for an hour; the 21st closes; and the page is answered meanwhile', async () => {
    const core = await granted();
    const before = dump(core);
    for (let minute = 0; minute < 60; minute += 1) {
      for (let n = 0; n < 20; n += 1) core.socket.send(n % 2 ? '{' : { type: 'tool_call', id: 7 });
      await pass({ ...core, minutes: 1 });
      await isReady(core);
    }
    for (let n = 0; n < 21; n += 1) core.socket.send('[]');
    expect(await core.socket.closed).toBe(4002);
    expect(dump(core)).toEqual(before);
    const { items } = await core.rpc.trust.warnings({ offset: 0, limit: 10 });
    expect(items).toMatchObject([{ code: 'bad_frame', count: 1_221 }]);
  });

  test('of calls that are refused, of runs that do not exist and of events out of order: bounded, and all is answered', async () => {
    const core = await granted();
    const before = dump(core);
    const answers: Promise<Answer>[] = [];
    for (let n = 0; n < 500; n += 1) {
      answers.push(core.ask({ action: 'select', table: 'tasks', run_id: `made-up-${n}` }));
      core.socket.send({ type: 'text_chunk', run_id: `made-up-${n}`, seq: n + 1, message_id: 'm', text: 'x' });
      core.socket.send({ type: 'run_started', run_id: `made-up-${n}`, seq: 1, kind: 'chat', request_id: `guess-${n}` });
    }
    expect(new Set((await Promise.all(answers)).map(({ code }) => code))).toEqual(new Set(['run_not_granted']));
    expect(dump(core)).toEqual(before);
    const { items } = await core.rpc.trust.warnings({ offset: 0, limit: 100 });
    expect(items.length).toBeLessThanOrEqual(3);
    expect((await core.rpc.app.status()).connection.state).toBe('ready');
  });
});
