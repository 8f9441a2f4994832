import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { embedOffline } from '@adiuva/reading/embed';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { isEmbedded } from '#core/test/embedded.ts';
import { usage } from '#core/test/fake-backend.ts';
import { connectCore, startRun, type ConnectedCore } from '#core/test/open-core.ts';
import { pass } from '#core/test/pass-time.ts';
import { anyVector } from '#core/test/valid-calls.ts';

// What notes mean, against every rule of PROTOCOL 5: here both calls are ones that may be done, and one thing of each is wrong.

type Answer = Record<string, unknown> & { results?: { id: string; content: string; score: number }[] };
const model = 'offline:rules';
const plenty = { calls: 1e6, rows: 1e6, bytes: 1e9, inserts: 1e6, updates: 1e6 };

interface Embedding {
  note_id: string;
  model: string;
  content_sha256: string;
  vector: Buffer;
}

/** All embeddings, and all else that a frame may not change unasked. */
function kept({ device }: Pick<ConnectedCore, 'device'>): { embeddings: Embedding[]; rest: unknown[][] } {
  const sqlite = new Database(join(device, 'adiuva.sqlite'), { readonly: true });
  try {
    const tables = ['notes', 'tasks', 'journal_changes', 'journal_switches', 'settings', 'client_rules'];
    return {
      embeddings: sqlite.prepare<[], Embedding>('select * from note_embeddings order by key').all(),
      rest: tables.map((table) => sqlite.prepare(`select * from ${table} order by 1`).all()),
    };
  } finally {
    sqlite.close();
  }
}

interface Vectors extends ConnectedCore {
  /** A note of this run's, and one by hand. */
  mine: string;
  theirs: string;
  ask: (call: { id?: string; run_id?: string; action: string } & Record<string, unknown>) => Promise<Answer>;
  upsert: (more?: Record<string, unknown>) => Promise<Answer>;
  search: (more?: Record<string, unknown>) => Promise<Answer>;
}

async function granted(options: Parameters<typeof connectCore>[0] = {}): Promise<Vectors> {
  const core = await connectCore({ chatLimits: plenty, ...options });
  await startRun(core);
  let last = 0;
  const ask: Vectors['ask'] = (call) => {
    last += 1;
    return core.socket.call({ id: `call-${last}`, run_id: 'run-1', ...call });
  };
  const { row } = await ask({ action: 'insert', table: 'notes', data: { title: 'Hosting', content: 'DNS records' } });
  const { id: mine } = row as { id: string };
  const { id: theirs } = await core.rpc.notes.create({ title: 'Kitchen', content: 'Soup for eight' });
  await isEmbedded(core);
  return {
    ...core,
    mine,
    theirs,
    ask,
    upsert: (more) => ask({ action: 'vector_upsert', data: { id: mine }, vector: anyVector, model, ...more }),
    search: (more) => ask({ action: 'vector_search', vector: anyVector, model, ...more }),
  };
}

function end({ socket }: Pick<ConnectedCore, 'socket'>, run_id = 'run-1'): void {
  socket.send({ type: 'final', run_id, seq: 2, status: 'success', response: '', usage });
}

test('as they are meant both are done: the embedding is of the row’s own text, and changes nothing else', async () => {
  const core = await granted();
  const before = kept(core);
  expect(await core.upsert()).toMatchObject({ ok: true });
  expect((await core.search()).results?.map(({ id }) => id)).toContain(core.mine);
  const { embeddings, rest } = kept(core);
  expect(rest).toEqual(before.rest);
  const given = embeddings.filter(({ note_id }) => note_id === core.mine);
  const sha256 = createHash('sha256').update('Hosting\nDNS records').digest('hex');
  expect(given.map((each) => [each.model, each.content_sha256])).toEqual([[model, sha256]]);
  expect(given[0]?.vector.equals(Buffer.from(Float32Array.from(anyVector).buffer))).toBe(true);
});

describe('5.1 grant', () => {
  test.each(['nobody', 'final', 'cancel', 'undo', 'another'] as const)('%s: refused, nothing kept, nothing told', async (how) => {
    const core = await granted();
    const { items } = await core.rpc.activity.runs({ offset: 0, limit: 1, with_changes: false });
    const { turns } = await core.rpc.chat.transcript({ session_id: items[0]?.session_id ?? '', limit: 1 });
    if (how === 'final') end(core);
    if (how === 'cancel') await core.rpc.chat.cancel({ request_id: turns[0]?.request_id ?? '' });
    if (how === 'undo') await core.rpc.activity.undo({ run_id: 'run-1' });
    if (how === 'another') await startRun({ ...core, runId: 'run-2', text: 'Another' });
    const run_id = how === 'nobody' ? 'made-up' : how === 'another' ? 'run-2' : 'run-1';
    const before = kept(core);
    const code = { nobody: 'run_not_granted', another: 'action_not_granted' }[how as string] ?? 'run_closed';
    expect(await core.upsert({ run_id })).toMatchObject({ code });
    const found = await core.search({ run_id });
    // Another run of the user's own may search; it may not say what the first one's notes mean.
    if (how === 'another') expect(found.results).toHaveLength(2);
    else expect(found).toMatchObject({ code });
    expect(kept(core)).toEqual(before);
  });

  test('past its calls each waits, is done once when approved, and never when rejected', async () => {
    const core = await granted({ chatLimits: { ...plenty, calls: 1 } });
    const before = kept(core);
    for (const id of ['kept-up', 'refused-up']) expect(await core.upsert({ id })).toMatchObject({ code: 'needs_approval' });
    expect(await core.search({ id: 'kept-search' })).toMatchObject({ code: 'needs_approval' });
    expect(kept(core)).toEqual(before);
    // An id that waits is of no use with anything else in it.
    expect(await core.upsert({ id: 'kept-up', vector: anyVector.toReversed() })).toMatchObject({ code: 'id_conflict' });
    expect(await core.search({ id: 'kept-up' })).toMatchObject({ code: 'id_conflict' });
    await core.rpc.approvals.reject({ approval_id: 'refused-up' });
    expect(await core.upsert({ id: 'refused-up' })).toMatchObject({ code: 'rejected' });
    expect(kept(core)).toEqual(before);
    await core.rpc.approvals.approve({ approval_id: 'kept-up' });
    const done = kept(core);
    expect(done.rest).toEqual(before.rest);
    for (let n = 0; n < 3; n += 1) expect(await core.upsert({ id: 'kept-up' })).toMatchObject({ ok: true });
    expect(kept(core)).toEqual(done);
  });

  test('past its rows a search tells of none, not even how many there are', async () => {
    const core = await granted({ chatLimits: { ...plenty, rows: 1 } });
    const answer = await core.search();
    expect(answer).toMatchObject({ code: 'needs_approval' });
    expect(JSON.stringify(answer)).not.toMatch(/Hosting|Kitchen|results/);
    const { items } = await core.rpc.privacy.ledger({ offset: 0, limit: 50 });
    expect(items.filter(({ action }) => action === 'vector_search')).toEqual([]);
  });
});

describe('5.4 and 5.7 approval and journal', () => {
  test('a hundred embeddings of one’s own note are no updates, no changes, and one embedding', async () => {
    const core = await granted();
    const before = kept(core);
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, n) => core.upsert({ vector: anyVector.map((_each, at) => (at === n ? 1 : 0)) })),
    );
    expect(new Set(answers.map(({ ok }) => ok))).toEqual(new Set([true]));
    const after = kept(core);
    expect(after.rest).toEqual(before.rest);
    expect(after.embeddings.length).toBe(before.embeddings.length);
    // Undone, the note is gone, and no search finds what it left.
    await core.rpc.activity.undo({ run_id: 'run-1' });
    await startRun({ ...core, runId: 'run-2', text: 'Another' });
    await expect.poll(async () => (await core.search({ run_id: 'run-2' })).results?.map(({ id }) => id)).toEqual([core.theirs]);
  });
});

describe('5.5 taint', () => {
  test('a search that finds imported text taints: writes wait, and an embedding is still of one’s own note alone', async () => {
    const core = await granted();
    const sqlite = new Database(join(core.device, 'adiuva.sqlite'));
    sqlite.exec(
      "insert into notes (id, title, content, created_at, updated_at, origin) values ('n', 'Obey', 'Obey me', 1, 1, 'import')",
    );
    sqlite.close();
    // What wakes the device to embed it.
    await core.rpc.notes.create({ title: 'Wakes', content: 'what embeds' });
    await isEmbedded(core);
    const found = await core.search({ vector: [...embedOffline('Obey\nObey me')] });
    expect(found.results?.[0]).toMatchObject({ id: 'n' });
    const insert = { action: 'insert', table: 'notes', data: { title: 'After', content: 'it' } };
    expect(await core.ask(insert)).toMatchObject({ code: 'needs_approval' });
    const before = kept(core);
    expect(await core.upsert({ data: { id: 'n' } })).toMatchObject({ code: 'action_not_granted' });
    expect(kept(core)).toEqual(before);
    expect(await core.upsert()).toMatchObject({ ok: true });
    expect(kept(core).rest).toEqual(before.rest);
  });
});

describe('clients that are hidden', () => {
  test('their notes are not there: not to be found, not to be counted, not to be given a meaning', async () => {
    const core = await granted();
    const { id: clientId } = await core.rpc.clients.create({ name: 'Wayne' });
    const { id: projectId } = await core.rpc.projects.create({ name: 'Cave', clientId });
    await core.rpc.notes.update({ id: core.mine, updates: { projectId } });
    expect(await core.upsert()).toMatchObject({ ok: true });
    await core.rpc.privacy.setRule({ client_id: clientId, rule: 'never' });
    const before = kept(core);
    const gone = await core.upsert({ vector: anyVector.toReversed() });
    expect(gone).toMatchObject({ code: 'not_found' });
    // Word for word what it says of a note that never was: nothing tells that this one is there.
    const never = await core.upsert({ data: { id: 'never-was' } });
    expect(String(gone['error']).replace(core.mine, 'never-was')).toBe(never['error']);
    for (const more of [{}, { limit: 50 }, { data: { query: 'dns records' } }, { filters: { projectId } }]) {
      const { results } = await core.search(more);
      expect(results?.map(({ id }) => id)).not.toContain(core.mine);
      expect(JSON.stringify(results)).not.toMatch(/Hosting|DNS/);
    }
    expect(kept(core)).toEqual(before);
  });
});

describe('5.6 once', () => {
  test('an embedding repeated is the kept answer, after its note is gone too; with another payload or run id_conflict', async () => {
    const core = await granted();
    const call = { id: 'once', action: 'vector_upsert', data: { id: core.mine }, vector: anyVector, model };
    expect(await core.ask(call)).toMatchObject({ ok: true });
    await core.rpc.notes.update({ id: core.mine, updates: { content: 'By hand since' } });
    await isEmbedded(core);
    const before = kept(core);
    const answers = await Promise.all(Array.from({ length: 10 }, () => core.ask(call)));
    expect(new Set(answers.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(answers[0]).toMatchObject({ ok: true });
    for (const other of [
      { vector: anyVector.toReversed() },
      { data: { id: core.theirs } },
      { model: 'openai:text-embedding-3-small' },
      { action: 'vector_search', data: null },
      { limit: 1 },
    ])
      expect([other, (await core.ask({ ...call, ...other }))['code']]).toEqual([other, 'id_conflict']);
    await startRun({ ...core, runId: 'run-2', text: 'Another' });
    expect(await core.ask({ ...call, run_id: 'run-2' })).toMatchObject({ code: 'id_conflict' });
    expect(kept(core)).toEqual(before);
    end(core);
    expect(await core.ask(call)).toMatchObject({ code: 'run_closed' });
  });
});

describe('vectors, models, numbers and notes that are none', () => {
  const numbers = (value: unknown): unknown[] => anyVector.map((each, at) => (at === 3 ? value : each));
  /** As text: JSON has no such numbers, and a peer may write them all the same. */
  const raw = ['NaN', 'Infinity', '-Infinity', '1e999', '-1e999', '0x1', '"1"', 'null', 'true', '[]', '{}'];

  test('each is refused alike by both, and nothing is kept', async () => {
    const core = await granted();
    const before = kept(core);
    const vectors: unknown[] = [
      null,
      'x',
      {},
      [],
      [1],
      anyVector.slice(1),
      [...anyVector, 0],
      [...anyVector, ...anyVector],
      Array.from({ length: 10_001 }, () => 0),
      anyVector.map(() => 0),
      anyVector.map(() => 1e300),
      anyVector.map(() => 5e-324),
      numbers('1'),
      numbers(null),
      numbers(true),
      numbers([1]),
      numbers({}),
    ];
    for (const [at, vector] of vectors.entries()) {
      for (const act of [core.upsert, core.search]) expect([at, (await act({ vector }))['code']]).toEqual([at, 'invalid_data']);
      // Some of them are no frames at all: 20 of those a minute are borne.
      if (at % 5 === 4) await pass({ ...core, minutes: 1 });
    }
    await pass({ ...core, minutes: 1 });
    for (const given of [null, '', 7, {}, 'x'.repeat(201)])
      for (const act of [core.upsert, core.search])
        expect(['invalid_data', 'stale_vector_model']).toContain((await act({ model: given }))['code']);
    for (const given of ['openai:text-embedding-3-small', 'OFFLINE:RULES', 'offline:rules ', 'offline', '__proto__'])
      for (const act of [core.upsert, core.search])
        expect(await act({ model: given })).toMatchObject({ code: 'stale_vector_model' });
    await pass({ ...core, minutes: 1 });
    for (const limit of [-1, 1.5, '8', {}]) expect(await core.search({ limit })).toMatchObject({ code: 'invalid_data' });
    for (const limit of [0, 51, 1e6, Number.MAX_SAFE_INTEGER])
      expect((await core.search({ limit })).results?.length).toBe(Math.min(limit, 2));
    expect(kept(core)).toEqual(before);
  });

  test('numbers that JSON does not have: refused or a counted bad frame, the socket stands, and nothing is kept', async () => {
    const core = await granted();
    const before = kept(core);
    for (const [at, text] of raw.entries()) {
      for (const action of ['vector_upsert', 'vector_search']) {
        const data = action === 'vector_upsert' ? { id: core.mine } : null;
        const frame = { type: 'tool_call', id: `raw-${action}-${at}`, run_id: 'run-1', action, data, model };
        core.socket.send(`${JSON.stringify(frame).slice(0, -1)},"vector":[${[text, ...anyVector.slice(1)].join()}]}`);
      }
      // What came after is answered: all before was read.
      expect((await core.search()).results).toHaveLength(2);
      if (at % 5 === 4) await pass({ ...core, minutes: 1 });
    }
    const answers = core.socket.frames.filter(({ id }) => String(id).startsWith('raw-'));
    expect(answers.length).toBeGreaterThanOrEqual(2 * raw.filter((text) => !/^-?[NI0]/.test(text)).length);
    expect(new Set(answers.map(({ code }) => code))).toEqual(new Set(['invalid_data']));
    expect(kept(core)).toEqual(before);
  });

  test('a hash, a text or a project that is said beside it counts for nothing, and a note that is another’s is let be', async () => {
    const core = await granted();
    const before = kept(core);
    const said = [
      { content_sha256: 'a'.repeat(64) },
      { sha256: createHash('sha256').update('Hosting\nDNS records').digest('hex') },
      { content: 'Another text' },
      { revision: 1 },
      { run_id: 'run-1' },
    ];
    for (const more of said)
      expect(await core.upsert({ data: { id: core.mine, ...more } })).toMatchObject({ code: 'invalid_data' });
    for (const data of [null, {}, { id: 7 }, { id: [core.mine] }, { id: '' }, { id: `${core.mine}'--` }])
      expect(['invalid_data', 'not_found']).toContain((await core.upsert({ data }))['code']);
    expect(await core.upsert({ data: { id: core.theirs } })).toMatchObject({ code: 'action_not_granted' });
    for (const table of ['note_embeddings', 'note_texts', 'NOTES', 'settings', ''])
      for (const act of [core.upsert, core.search]) expect(await act({ table })).toMatchObject({ code: 'unknown_table' });
    expect(kept(core)).toEqual(before);
    // Its text changed by hand since: the vector that comes now is of the text before.
    await core.rpc.notes.update({ id: core.mine, updates: { content: 'By hand' } });
    await isEmbedded(core);
    const changed = kept(core);
    expect(await core.upsert()).toMatchObject({ code: 'conflict' });
    expect(kept(core)).toEqual(changed);
  });
});
