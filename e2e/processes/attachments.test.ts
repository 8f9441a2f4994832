import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { killPart, type AppPart } from '#e2e/fixtures/app-part.ts';
import { startApp, type RunningApp } from '#e2e/fixtures/app-process.ts';
import { makeNoisePng } from '#e2e/fixtures/make-png.ts';
import { databaseOfHome, queryDatabase } from '#e2e/fixtures/query-database.ts';
import { connectRpc, type AppRpc } from '#e2e/fixtures/rpc.ts';
import { startScriptedLlm, type ScriptedLlm } from '#e2e/fixtures/scripted-llm.ts';
import { createSeededRandom } from '#e2e/fixtures/seeded-random.ts';
import { temporaryHome } from '#e2e/fixtures/temporary-home.ts';

/** A file goes from the page to the core, and with its message to the backend; somebody is killed on the way. */
const seed = Number(process.env['ADIUVA_CRASH_SEED'] ?? Date.now() % 1_000_000);
const random = createSeededRandom(seed);
const PIECE = 384 * 1024;
let app: RunningApp;
let llm: ScriptedLlm;
let rpc: AppRpc;
const closing: (() => Promise<void> | void)[] = [];

beforeAll(async () => {
  process.stdout.write(`attachments: ADIUVA_CRASH_SEED=${seed}\n`);
  const { home, remove } = temporaryHome();
  closing.push(remove);
  llm = await startScriptedLlm({ script: () => ({ text: ['I looked at it.'] }) });
  closing.push(() => llm.close());
  const started = await startApp({ home, env: { LOCAL_LLM_BASE_URL: llm.baseUrl, ADIUVA_MODEL_CHAT: 'local:llava' } });
  closing.push(() => started.close());
  app = started;
  ({ rpc } = app);
}, 120_000);
afterAll(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

/** An image of 4.5 MB that is like no other. */
const makeImage = (): Buffer => makeNoisePng({ width: 1_500, height: 1_000, random });

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const folder = (): string => join(app.home, 'device', 'attachments');

/** `pieces`: how many of them come before it answers; all, and it is finished. */
async function attach({ bytes, pieces = Infinity }: { bytes: Buffer; pieces?: number }): Promise<string> {
  const { upload_id } = await rpc.attachments.begin({ name: 'photo.png', bytes: bytes.length });
  for (let offset = 0, piece = 0; offset < bytes.length; offset += PIECE, piece += 1) {
    if (piece === pieces) return upload_id;
    const data = bytes.subarray(offset, offset + PIECE).toString('base64');
    await rpc.attachments.append({ upload_id, offset, data });
  }
  return (await rpc.attachments.finish({ upload_id })).attachment_id;
}

/** What the device's file says right now. */
function stored<Row>(text: string, ...values: string[]): Row[] {
  const sqlite = new Database(join(app.home, 'device', 'adiuva.sqlite'), { readonly: true });
  try {
    return sqlite.prepare<string[], Row>(text).all(...values);
  } finally {
    sqlite.close();
  }
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await delay(1);
}

/** The page that comes back to a desktop that was started again. */
async function reconnect(): Promise<void> {
  const giveUpAt = performance.now() + 60_000;
  for (;;) {
    try {
      const connected = await connectRpc(app.appUrl);
      closing.push(connected.close);
      ({ rpc } = connected);
      await rpc.app.status();
      return;
    } catch (fault) {
      if (performance.now() > giveUpAt) throw fault;
      await delay(50);
    }
  }
}

/** One message, one run, one file of it on either side, shown to the model in one conversation. */
async function expectSentOnce({ sessionId, bytes }: { sessionId: string; bytes: Buffer }): Promise<void> {
  const turnNow = async () => (await rpc.chat.transcript({ session_id: sessionId, limit: 5 })).turns[0];
  await expect.poll(async () => (await turnNow())?.delivery, { timeout: 60_000 }).toMatch(/accepted|failed/);
  expect((await turnNow())?.failure).toBeUndefined();
  await expect
    .poll(turnNow, { timeout: 60_000 })
    .toMatchObject({ delivery: 'accepted', answer: { status: 'success', text: 'I looked at it.' } });
  const { turns } = await rpc.chat.transcript({ session_id: sessionId, limit: 5 });
  expect(turns).toHaveLength(1);
  expect(turns[0]?.files).toMatchObject([{ name: 'photo.png', bytes: bytes.length, missing: false }]);
  const place = databaseOfHome(app.home);
  const runs = await queryDatabase<{ id: string }>({
    place,
    text: 'select id from runs where session_id = $1',
    values: [sessionId],
  });
  expect(runs).toHaveLength(1);
  const kept = await queryDatabase({
    place,
    text: 'select bytes, expires_at from attachments where run_id = $1',
    values: [runs[0]?.id],
  });
  expect(kept).toEqual([{ bytes: bytes.length, expires_at: null }]);
  // As base64, cut so that a request that was made again is found too.
  const mark = bytes.subarray(300, 600).toString('base64');
  const shown = llm.requests.filter(({ body }) => JSON.stringify(body['messages']).includes(mark));
  expect(new Set(shown.map(({ conversation }) => conversation)).size).toBe(1);
  expect(shown.filter(({ outcome }) => outcome === 'completed')).toHaveLength(1);
}

/** What lies on either side and belongs to no message goes by itself: it has a day, and no more. */
async function expectNothingForGood(sent: readonly Buffer[]): Promise<void> {
  const names = existsSync(folder()) ? readdirSync(folder()) : [];
  expect(names.filter((name) => name.startsWith('.'))).toEqual([]);
  const held = stored<{ sha256: string }>('select sha256 from chat_attachments').map((row) => row.sha256);
  for (const bytes of sent) expect(names).toContain(sha256(bytes));
  expect(names.filter((name) => !held.includes(name))).toEqual([]);
  const text = 'select id from attachments where run_id is null and expires_at is null';
  expect(await queryDatabase({ place: databaseOfHome(app.home), text })).toEqual([]);
}

test('the desktop goes while the page gives it a file: nothing of it stays, and it is said to be gone', async () => {
  const bytes = makeImage();
  const uploadId = await attach({ bytes, pieces: 1 + Math.floor(random() * 11) });
  expect(readdirSync(folder()).filter((name) => name.startsWith('.'))).toHaveLength(1);
  killPart({ app, part: 'desktop' });
  await reconnect();
  await expect(rpc.attachments.finish({ upload_id: uploadId })).rejects.toThrow(/Attach it again/);
  await expect(rpc.chat.send({ text: 'Look', attachment_ids: [uploadId] })).rejects.toThrow(/Attach it again/);
  expect(readdirSync(folder())).toEqual([]);
  expect((await rpc.chat.sessions({ offset: 0, limit: 5 })).total).toBe(0);
}, 120_000);

test('whoever goes before, while or after the bytes of a message travel: it is sent once, with its file', async () => {
  const cases: { at: 'kept' | 'said' | 'leaves' | 'there'; parts: readonly AppPart[] }[] = [
    { at: 'kept', parts: ['desktop'] },
    { at: 'leaves', parts: ['backend'] },
    { at: 'leaves', parts: ['desktop'] },
    { at: 'said', parts: ['backend'] },
    { at: 'there', parts: ['desktop'] },
    { at: 'there', parts: ['backend', 'database'] },
    { at: 'leaves', parts: ['backend', 'desktop'] },
  ];
  const sent: Buffer[] = [];
  /** What the bytes took to the backend when nobody was killed, in milliseconds. */
  let travelMs = 0;
  const struck: string[] = [];
  for (const { at, parts } of cases) {
    const bytes = makeImage();
    const strike = async (): Promise<void> => {
      for (const part of parts) killPart({ app, part });
      if (parts.includes('desktop')) await reconnect();
    };
    const id = await attach({ bytes });
    if (at === 'kept') await strike();
    const { session_id: sessionId, request_id: requestId } = await rpc.chat.send({
      text: 'What is on it?',
      attachment_ids: [id],
    });
    // It stands in the ledger before it leaves; where it came to is written down when it is there.
    const leaves = (): boolean => stored("select 1 from ledger where run_id = ? and action = 'attachment'", requestId).length > 0;
    const isThere = (): boolean => stored('select 1 from chat_attachments where id = ? and upload_id is not null', id).length > 0;
    if (at === 'kept') {
      await until(leaves);
      const leftAt = performance.now();
      await until(isThere);
      travelMs = performance.now() - leftAt;
    }
    if (at === 'leaves') {
      await until(leaves);
      await delay(random() * travelMs);
    }
    if (at === 'there') await until(isThere);
    if (at !== 'kept') {
      struck.push(`${parts.join('+')} ${isThere() ? 'after' : leaves() ? 'amid' : 'before'}`);
      await strike();
    }
    await expectSentOnce({ sessionId, bytes });
    sent.push(bytes);
    await expectNothingForGood(sent);
  }
  process.stdout.write(`attachments: the bytes took ${Math.round(travelMs)} ms; struck: ${struck.join(', ')}\n`);
  // Each is there to be looked at again, byte by byte.
  const [first] = sent;
  const { items } = await rpc.chat.sessions({ offset: 0, limit: 20 });
  expect(items).toHaveLength(cases.length);
  const piece = await rpc.attachments.read({
    attachment_id:
      stored<{ id: string }>('select id from chat_attachments where sha256 = ?', sha256(first ?? Buffer.alloc(0)))[0]?.id ?? '',
    offset: 0,
  });
  expect(piece.data).toBe(first?.subarray(0, PIECE).toString('base64'));
}, 400_000);
