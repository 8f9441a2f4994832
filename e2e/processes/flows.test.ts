import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type RunningApp } from '#e2e/fixtures/app-process.ts';
import { readNoteVectors, readWork, type DatabaseRow, type WorkTable } from '#e2e/fixtures/device-database.ts';
import { flowScript } from '#e2e/fixtures/flow-script.ts';
import type { Event } from '#e2e/fixtures/node-process.ts';
import { connectScriptDevice, register, type Frame } from '#e2e/fixtures/script-device.ts';
import { startScriptModelBackend } from '#e2e/fixtures/script-model-backend.ts';
import { startScriptedLlm, type ScriptedLlm } from '#e2e/fixtures/scripted-llm.ts';
import { temporaryHome } from '#e2e/fixtures/temporary-home.ts';

/** The flows of the product's design, each through the whole of it: page's core, socket, queue, loop, model, and back. */
const kinds = ['a model behind chat completions', 'the offline model'] as const;

describe.each(kinds)('with %s', (kind) => {
  const isOffline = kind === 'the offline model';
  const open: (() => Promise<void> | void)[] = [];
  let home: string;
  let app: RunningApp;
  let llm: ScriptedLlm;
  let backendHome: string;
  let env: Record<string, string>;

  beforeAll(async () => {
    const [device, other] = [temporaryHome(), temporaryHome()];
    home = device.home;
    backendHome = other.home;
    open.push(device.remove, other.remove);
    llm = await startScriptedLlm({ script: flowScript });
    open.push(() => llm.close());
    env = isOffline ? { ADIUVA_MODEL_CHAT: '' } : { LOCAL_LLM_BASE_URL: llm.baseUrl, ADIUVA_MODEL_CHAT: 'local:script' };
    const running = await startApp({ home, env });
    open.push(() => running.close());
    app = running;
    const { rpc } = app;
    await rpc.projects.create({ name: 'Website' });
    for (const title of ['Draft the sitemap', 'Collect the photos']) await rpc.tasks.create({ title });
    await rpc.notes.create({ title: 'Chasing payments', content: 'Overdue invoices: write first, then call after ten days.' });
    await rpc.notes.create({ title: 'Holiday', content: 'Mountains in August, the hut must be booked by May.' });
  }, 120_000);
  afterAll(async () => {
    for (const close of open.splice(0).toReversed()) await close();
  });

  let said = 0;
  async function say(message: string): Promise<Event & { text: string }> {
    said += 1;
    const session = `flow-${said}`;
    app.process.write({ chat: message, session_id: session });
    const answer = await app.process.event((event) => event.event === 'answer' && event['session_id'] === session, {
      timeoutMs: 60_000,
    });
    return { ...answer, text: String(answer['text']) };
  }
  const rows = (table: WorkTable): DatabaseRow[] => readWork(home)[table];
  const named = (table: WorkTable, title: string): DatabaseRow | undefined => rows(table).find((row) => row['title'] === title);

  test('it reads: what it names is what is there', async () => {
    const answer = await say('List my tasks');
    expect(answer['status']).toBe('success');
    expect(answer.text).toContain('Draft the sitemap');
    expect(answer.text).toContain('Collect the photos');
  });

  test('it counts over several tools', async () => {
    const { text } = await say('How many tasks and projects do I have?');
    expect(text).toMatch(/\b2 (open )?tasks\b/);
    expect(text).toMatch(/\b(1|one) (active )?project/);
  });

  test('it writes one row, and names it', async () => {
    const { text, ...answer } = await say('Add a task: Buy stamps');
    expect(answer['status']).toBe('success');
    expect(text).toContain('Buy stamps');
    expect(named('tasks', 'Buy stamps')).toMatchObject({ origin: 'run', status: 'todo' });
  });

  test('it uses two tools in sequence: the second one with what the first one found', async () => {
    await say('Mark the task Draft the sitemap as done');
    expect(named('tasks', 'Draft the sitemap')).toMatchObject({ status: 'done' });
    expect(named('tasks', 'Collect the photos')).toMatchObject({ status: 'todo' });
  });

  test('it finds a note by what it is about, and not the other one', async () => {
    // The device makes the vectors of what was written by hand in its own time.
    await expect.poll(() => readNoteVectors(home).length, { timeout: 30_000 }).toBeGreaterThanOrEqual(2);
    const { text } = await say('Find my notes about invoices that are overdue');
    expect(text).toContain('Chasing payments');
    expect(text).not.toContain('Holiday');
    if (!isOffline) expect(text).toContain('By meaning: true');
  });

  test('a note that it writes stands in both stores: the row, and the vector of that very text', async () => {
    await say('Add a note Bianchi terms: Bianchi pays within 30 days.');
    const note = rows('notes').find((row) => row['origin'] === 'run');
    expect(String(note?.['content'])).toContain('pays within 30 days');
    const text = `${String(note?.['title'])}\n${String(note?.['content'])}`;
    await expect.poll(() => readNoteVectors(home).some(({ noteId }) => noteId === note?.id), { timeout: 30_000 }).toBe(true);
    const kept = readNoteVectors(home).find(({ noteId }) => noteId === note?.id);
    expect(kept).toMatchObject({ model: 'offline:rules', sha256: createHash('sha256').update(text).digest('hex') });
    expect(Math.hypot(...(kept?.vector ?? []))).toBeCloseTo(1, 4);
    const found = await app.rpc.search.notes({ text: 'when does Bianchi pay', limit: 3 });
    expect(found.items[0]?.id).toBe(note?.id);
  });

  test('a device that goes in the middle gets the same call again when it is back, and the answer comes', async () => {
    const backend = await startScriptModelBackend({ home: backendHome, llmUrl: llm.baseUrl, env });
    try {
      const token = await register({ backendUrl: backend.url, email: 'gone@example.com' });
      const plan = { backendUrl: backend.url, token };
      const before = await connectScriptDevice(plan);
      const context = { timezone: 'Europe/Rome' };
      before.send({ type: 'chat_request', request_id: 'gone', message: 'Mark the task Draft the sitemap as done', context });
      const call = await before.frame(({ type }) => type === 'tool_call');
      before.socket.terminate();
      const rowOf = { id: 't-1', title: 'Draft the sitemap', status: 'todo' };
      const answer = ({ action }: Frame): Record<string, unknown> =>
        action === 'select' ? { rows: [rowOf], total: 1 } : { row: { ...rowOf, status: 'done' } };
      const after = await connectScriptDevice({ ...plan, answer, resume: {} });
      const final = await after.frame(({ type }) => type === 'final', { timeoutMs: 60_000 });
      expect(final).toMatchObject({ status: 'success' });
      const calls = after.frames.filter(({ type }) => type === 'tool_call');
      expect(calls[0]).toEqual(call);
      expect(calls.filter(({ action }) => action === 'update')).toHaveLength(1);
      after.close();
    } finally {
      await backend.process.stop();
    }
  }, 120_000);

  test('it stops at the step limit, keeps what was done, and says so', async () => {
    if (isOffline) {
      // The rules take two steps for each part, one to find and one to write: the third part would end with the sixth.
      const wanted = ['Pack the boxes', 'Water the plants', 'Pay the rent'];
      for (const title of wanted) await app.rpc.tasks.create({ title });
      const { text } = await say(
        'Mark Pack the boxes as done, then rename Water the plants to "Water the garden", then mark Pay the rent as done',
      );
      expect(text).toMatch(/\*\*Pay the rent\*\*.*more steps than one message may have.*ask for the rest/s);
      expect(named('tasks', 'Pack the boxes')).toMatchObject({ status: 'done' });
      expect(named('tasks', 'Water the garden')).toMatchObject({ status: 'todo' });
      expect(named('tasks', 'Pay the rent')).toMatchObject({ status: 'todo' });
      const { turns } = await app.rpc.chat.transcript({ session_id: `flow-${said}`, limit: 1 });
      expect(turns[0]?.answer?.cards.map(({ tool }) => tool)).toEqual([
        'list_tasks',
        'update_task',
        'list_tasks',
        'update_task',
        'list_tasks',
      ]);
      // The rest, asked for by itself, is done.
      await say('Mark Pay the rent as done');
      expect(named('tasks', 'Pay the rent')).toMatchObject({ status: 'done' });
      return;
    }
    const asked = llm.requests.length;
    const answer = await say('Never stop');
    expect(answer['status']).toBe('limit');
    expect(answer.text).toMatch(/more steps than one message may take.*kept/);
    // Five steps with tools, and one that may call none.
    expect(llm.requests.slice(asked).map(({ body }) => body['tool_choice'])).toEqual([...Array(5).fill('auto'), 'none']);
  });
});
