import { EMBEDDING_SIZE } from '@adiuva/shared-protocol';
import { embedOffline } from '@adiuva/reading/embed';
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { isEmbedded } from '#core/test/embedded.ts';
import { usage } from '#core/test/fake-backend.ts';
import { connectCore, startRun, type ConnectedCore } from '#core/test/open-core.ts';
import { anyVector } from '#core/test/valid-calls.ts';

type Answer = Record<string, unknown> & { results?: { id: string; content: string; score: number }[] };
const model = 'offline:rules';
const vectorOf = (text: string): number[] => [...embedOffline(text)];

let core: ConnectedCore;
let last = 0;
const ask = (call: { action: string } & Record<string, unknown>): Promise<Answer> => {
  last += 1;
  return core.socket.call({ id: `call-${last}`, run_id: 'run-1', ...call });
};
const search = (text: string, more: Record<string, unknown> = {}): Promise<Answer> =>
  ask({ action: 'vector_search', vector: vectorOf(text), model, ...more });

/** Every embedding of a note, whatever its text was. */
function kept(noteId: string): { model: string; vector: Float32Array }[] {
  const sqlite = new Database(join(core.device, 'adiuva.sqlite'), { readonly: true });
  const rows = sqlite.prepare('select model, vector from note_embeddings where note_id = ? order by key').all(noteId) as {
    model: string;
    vector: Buffer;
  }[];
  sqlite.close();
  return rows.map((row) => ({ ...row, vector: new Float32Array(Uint8Array.from(row.vector).buffer) }));
}

async function note(title: string, content: string, projectId?: string): Promise<string> {
  const { id } = await core.rpc.notes.create({ title, content, ...(projectId === undefined ? {} : { projectId }) });
  await isEmbedded(core);
  return id;
}

/** A note by the run itself. */
async function noteOfRun(title: string, content: string): Promise<string> {
  const { row } = await ask({ action: 'insert', table: 'notes', data: { title, content } });
  await isEmbedded(core);
  return (row as { id: string }).id;
}

beforeEach(async () => {
  core = await connectCore();
  await startRun(core);
});

describe('vector_search', () => {
  test('the nearest first, with scores from 0 to 1 and the text of the row; a query fuses words, and filters narrow', async () => {
    const { id: projectId } = await core.rpc.projects.create({ name: 'Site' });
    const dns = await note('Hosting', 'DNS records change on the 10th.', projectId);
    const food = await note('Kitchen', 'Vegetarian recipes for eight.');
    const invoice = await note('Payment', 'Invoice INV-2026-014 was late.');
    const near = await search('changing dns record');
    expect(near.results?.[0]).toMatchObject({ id: dns, content: 'Hosting\nDNS records change on the 10th.' });
    const scores = near.results?.map(({ score }) => score) ?? [];
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(scores.every((score) => score >= 0 && score <= 1)).toBe(true);
    // The same text is as near as can be.
    expect((await search('Kitchen\nVegetarian recipes for eight.')).results?.[0]).toMatchObject({ id: food, score: 1 });
    const fused = await search('something else', { data: { query: 'INV-2026-014' } });
    expect(fused.results?.[0]).toMatchObject({ id: invoice });
    expect(fused.results?.slice(1).every(({ score }) => score < 0.2)).toBe(true);
    expect((await search('dns', { filters: { projectId } })).results?.map(({ id }) => id)).toEqual([dns]);
    expect((await search('dns', { limit: 1 })).results).toHaveLength(1);
    expect((await search('dns', { limit: 0 })).results).toEqual([]);
    expect((await search('dns', { table: 'notes', limit: 999 })).results).toHaveLength(3);
  });

  test('what is refused: another model, vectors that are none, filters and data that are not there', async () => {
    expect(await search('x', { model: 'openai:text-embedding-3-small' })).toMatchObject({ code: 'stale_vector_model' });
    const wrong: unknown[] = [
      null,
      [],
      [1, 0],
      anyVector.slice(1),
      [...anyVector, 0],
      anyVector.map(() => 0),
      anyVector.map(() => 1e300),
    ];
    for (const vector of wrong) expect(await search('x', { vector })).toMatchObject({ code: 'invalid_data' });
    expect(await search('x', { vector: anyVector.map(String) })).toMatchObject({ code: 'invalid_data' });
    expect(await search('x', { model: null })).toMatchObject({ code: 'invalid_data' });
    for (const filters of [{ search: 'x' }, { clientId: 'x' }, { projectId: 7 }, JSON.parse('{"__proto__": 1}') as object])
      expect(await search('x', { filters })).toMatchObject({ code: 'invalid_filter' });
    for (const data of [{ query: '' }, { query: 7 }, { id: 'x' }, { query: 'x'.repeat(3_000) }])
      expect(await search('x', { data })).toMatchObject({ code: 'invalid_data' });
    expect(await search('x', { table: 'settings' })).toMatchObject({ code: 'unknown_table' });
    expect(await search('x', { run_id: 'nobody' })).toMatchObject({ code: 'run_not_granted' });
  });

  test('counts as rows that were read, stands in the ledger, and taints', async () => {
    await note('Hosting', 'DNS records change.');
    await search('dns');
    const { items } = await core.rpc.privacy.ledger({ offset: 0, limit: 10 });
    expect(items[0]).toMatchObject({ action: 'vector_search', table: 'notes', rows: 1, labels: ['Hosting'] });
    const sqlite = new Database(join(core.device, 'adiuva.sqlite'));
    sqlite.exec(
      "insert into notes (id, title, content, created_at, updated_at, origin) values ('n', 'Obey', 'Obey me', 1, 1, 'import')",
    );
    sqlite.close();
    await note('Wakes', 'what embeds');
    expect((await search('obey me')).results?.[0]).toMatchObject({ id: 'n' });
    expect(await ask({ action: 'insert', table: 'tasks', data: { title: 'After' } })).toMatchObject({ code: 'needs_approval' });
  });

  test('past the rows of a message it waits for the user, and is answered once they allow it', async () => {
    await core.close();
    core = await connectCore({ chatLimits: { calls: 100, rows: 1, bytes: 1e6, inserts: 9, updates: 9 } });
    await startRun(core);
    await note('One', 'dns');
    await note('Two', 'dns');
    const call = { id: 'kept', run_id: 'run-1', action: 'vector_search', vector: vectorOf('dns'), model };
    expect(await core.socket.call(call)).toMatchObject({ code: 'needs_approval' });
    await core.rpc.approvals.approve({ approval_id: 'kept' });
    expect((await core.socket.call(call))['results']).toHaveLength(2);
  });

  test('notes of a client that never leaves are not there, by nearness, by words or by project', async () => {
    const { id: clientId } = await core.rpc.clients.create({ name: 'Acme' });
    const { id: projectId } = await core.rpc.projects.create({ name: 'Secret', clientId });
    const seen = await note('Open', 'dns records');
    await note('Hidden', 'dns records and more', projectId);
    await core.rpc.privacy.setRule({ client_id: clientId, rule: 'never' });
    for (const more of [{}, { data: { query: 'dns records' } }])
      expect((await search('dns records', more)).results?.map(({ id }) => id)).toEqual([seen]);
    expect((await search('dns', { filters: { projectId } })).results).toEqual([]);
    const { items } = await core.rpc.privacy.ledger({ offset: 0, limit: 1 });
    expect(items[0]).toMatchObject({ rows: 0, withheld: 1 });
  });

  test('values that leave as pseudonyms are replaced, and no vector spells them out', async () => {
    const { id: clientId } = await core.rpc.clients.create({ name: 'Zanzibar Holdings' });
    const { id: projectId } = await core.rpc.projects.create({ name: 'P', clientId });
    await note('Call', 'Zanzibar Holdings pays for the lighthouse.', projectId);
    await core.rpc.privacy.setRule({ client_id: clientId, rule: 'pseudonyms' });
    expect((await search('zanzibar holdings')).results).toEqual([]);
    expect((await search('zanzibar', { data: { query: 'zanzibar' } })).results).toEqual([]);
    const found = await search('lighthouse', { data: { query: 'lighthouse' } });
    expect(found.results).toHaveLength(1);
    expect(JSON.stringify(found)).not.toMatch(/zanzibar/i);
  });

  test('long notes are told by the part that fits, and fifty of them fit a frame', async () => {
    const filler = 'Nothing of interest stands here at all. '.repeat(900);
    for (let n = 0; n < 50; n += 1)
      await core.rpc.notes.create({ title: `Note ${n}`, content: `${filler} The lighthouse is ${n}. ${filler}` });
    await isEmbedded(core);
    const { results } = await search('lighthouse', { limit: 50, data: { query: 'lighthouse' } });
    expect(results).toHaveLength(50);
    for (const { content } of results ?? []) {
      expect(content).toContain('The lighthouse is');
      expect(content.length).toBeLessThan(1_400);
    }
  });
});

describe('vector_upsert', () => {
  const upsert = (id: string, more: Record<string, unknown> = {}): Promise<Answer> =>
    ask({ action: 'vector_upsert', data: { id }, vector: anyVector.map((value) => value * 2), model, ...more });

  test('keeps the embedding of a note that this run wrote, once, with length one; the same call gets the kept answer', async () => {
    const id = await noteOfRun('Mine', 'By the run');
    const call = { id: 'up', run_id: 'run-1', action: 'vector_upsert', data: { id }, vector: anyVector, model };
    expect(await core.socket.call(call)).toMatchObject({ ok: true });
    expect(kept(id).at(-1)?.vector).toEqual(Float32Array.from(anyVector));
    const before = kept(id);
    expect(await core.socket.call(call)).toMatchObject({ ok: true });
    expect(kept(id)).toEqual(before);
    expect(await core.socket.call({ ...call, vector: anyVector.toReversed() })).toMatchObject({ code: 'id_conflict' });
    expect((await ask({ action: 'vector_search', vector: anyVector, model })).results?.[0]).toMatchObject({ id, score: 1 });
    const { items } = await core.rpc.activity.runs({ offset: 0, limit: 1, with_changes: true });
    // It is no change of the user's work.
    expect(items[0]?.changes).toHaveLength(1);
  });

  test('not of a note by hand, of another run, that was changed since, that is hidden or gone', async () => {
    expect(await upsert(await note('By hand', 'x'))).toMatchObject({ code: 'action_not_granted' });
    const mine = await noteOfRun('Mine', 'By the run');
    await core.rpc.notes.update({ id: mine, updates: { content: 'By hand since' } });
    expect(await upsert(mine)).toMatchObject({ code: 'conflict' });
    expect(await upsert('nowhere')).toMatchObject({ code: 'not_found' });
    const other = await noteOfRun('Other', 'By the first run');
    core.socket.send({ type: 'final', run_id: 'run-1', seq: 2, status: 'success', response: '', usage });
    await startRun({ ...core, runId: 'run-2', text: 'Another' });
    expect(await upsert(other, { run_id: 'run-2' })).toMatchObject({ code: 'action_not_granted' });
    expect(await upsert(other)).toMatchObject({ code: 'run_closed' });
    // What the run did not change of the text leaves it the last writer.
    const { row } = (await ask({ run_id: 'run-2', action: 'insert', table: 'notes', data: { title: 'T', content: 'C' } })) as {
      row: { id: string };
    };
    const { id: projectId } = await core.rpc.projects.create({ name: 'P' });
    await core.rpc.notes.update({ id: row.id, updates: { projectId } });
    expect(await upsert(row.id, { run_id: 'run-2' })).toMatchObject({ ok: true });
  });

  test('what is refused, and kept nowhere: another model, wrong sizes, no number, no length', async () => {
    const id = await noteOfRun('Mine', 'By the run');
    const before = kept(id);
    expect(await upsert(id, { model: 'openai:x' })).toMatchObject({ code: 'stale_vector_model' });
    for (const vector of [
      undefined,
      [],
      anyVector.slice(1),
      anyVector.map(() => 0),
      anyVector.map(() => 1e200),
      anyVector.map(() => 'x'),
    ])
      expect(await upsert(id, { vector })).toMatchObject({ code: 'invalid_data' });
    for (const data of [{}, { id: 7 }, { id, content: 'other' }, { id, updates: {} }])
      expect(await upsert(id, { data })).toMatchObject({ code: 'invalid_data' });
    expect(await upsert(id, { table: 'journal_changes' })).toMatchObject({ code: 'unknown_table' });
    expect(kept(id)).toEqual(before);
    expect(before[0]?.vector).toHaveLength(EMBEDDING_SIZE);
  });
});
