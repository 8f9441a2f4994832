import { EMBEDDING_SIZE } from '@adiuva/shared-protocol';
import { embedOffline } from '@adiuva/reading/embed';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, onTestFinished, test, vi } from 'vitest';
import { isEmbedded } from '#core/test/embedded.ts';
import { createFakeClock, type FakeClock } from '#core/test/fake-clock.ts';
import { startFakeBackend } from '#core/test/fake-backend.ts';
import { isReady, openCore } from '#core/test/open-core.ts';

const model = 'openai:text-embedding-3-small';

/** A backend that embeds as the device itself would, and keeps what it was sent. */
async function embeddingBackend() {
  const sent: { texts: string[]; model: string; authorization: string | undefined }[] = [];
  const state: { answer: (texts: string[]) => [number, object] } = {
    answer: (texts) => [200, { vectors: texts.map((text) => [...embedOffline(text)]), model }],
  };
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (request.method !== 'POST' || request.url !== '/api/v1/storage/vectors/embed') {
      response.writeHead(404).end();
      return;
    }
    const body = JSON.parse(Buffer.concat(chunks).toString()) as { texts: string[]; model: string };
    sent.push({ ...body, authorization: request.headers.authorization });
    const [status, json] = state.answer(body.texts);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json));
  }
  const backend = await startFakeBackend({ answer: (request, response) => void answer(request, response) });
  onTestFinished(() => backend.close());
  return { backend, sent, state };
}

/** Lets ten minutes pass again and again, with time for an answer between, until what is looked at fits. */
async function inTime({ clock, look }: { clock: FakeClock; look: () => Promise<void> }): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    clock.advance(600_000);
    try {
      await vi.waitFor(look, { timeout: 1_500, interval: 20 });
      return;
    } catch (cause) {
      if (tries >= 10) throw cause;
    }
  }
}

test('notes and questions go to the model that the user chose, by the rules for clients, each in the ledger first', async () => {
  const { backend, sent } = await embeddingBackend();
  const clock = createFakeClock();
  const core = openCore({ backendUrl: backend.url, clock });
  await isReady(core);
  const { rpc } = core;
  const hidden = await rpc.clients.create({ name: 'Acme' });
  const veiled = await rpc.clients.create({ name: 'Zanzibar Holdings' });
  const projectOf = async (clientId: string): Promise<string> => (await rpc.projects.create({ name: 'P', clientId })).id;
  await rpc.privacy.setRule({ client_id: hidden.id, rule: 'never' });
  await rpc.privacy.setRule({ client_id: veiled.id, rule: 'pseudonyms' });
  await rpc.notes.create({ title: 'Open', content: 'The lighthouse is painted.' });
  await rpc.notes.create({ title: 'Hidden', content: 'Nobody sees this.', projectId: await projectOf(hidden.id) });
  await rpc.notes.create({ title: 'Veiled', content: 'Zanzibar Holdings pays late.', projectId: await projectOf(veiled.id) });
  await isEmbedded(core);
  expect(sent).toEqual([]);

  const stateIs = (expected: object): Promise<void> =>
    inTime({ clock, look: async () => expect((await rpc.search.settings()).state).toMatchObject(expected) });
  expect((await rpc.search.setSettings({ embed_model: model })).embed_model).toBe(model);
  // The backend is told by a new hello.
  const hello = await (await backend.connection(2)).frame({ type: 'device_hello' });
  expect(hello['capabilities']).toEqual([`embed:${model}`]);
  await stateIs({ embedded: 2, waiting: 0, failed: 1 });
  const texts = sent.flatMap((each) => each.texts);
  expect(sent[0]).toMatchObject({ model, authorization: 'Bearer a-token' });
  expect(texts.toSorted()).toEqual([expect.stringContaining('lighthouse'), expect.stringMatching(/^Veiled\n\S+ pays late\.$/)]);
  expect(texts.join()).not.toMatch(/zanzibar|nobody sees/i);
  const { items } = await rpc.privacy.ledger({ offset: 0, limit: 10 });
  expect(items).toMatchObject([{ action: 'embed', table: 'notes', rows: 2, withheld: 1, model, destination: backend.url }]);

  const found = await rpc.search.notes({ text: 'lighthouses', limit: 3 });
  expect(found).toMatchObject({ by_meaning: true, items: [{ title: 'Open' }] });
  await rpc.search.notes({ text: 'lighthouses', limit: 3 });
  const asked = sent.length;
  // A question that names who never leaves is answered by words alone; one with a value leaves with its token.
  expect((await rpc.search.notes({ text: 'what does Acme say', limit: 3 })).by_meaning).toBe(false);
  expect(sent).toHaveLength(asked);
  await rpc.search.notes({ text: 'Zanzibar Holdings late', limit: 3 });
  expect(sent).toHaveLength(asked + 1);
  expect(sent.at(-1)?.texts[0]).not.toMatch(/zanzibar/i);

  // Back to the rules: known already, and nothing leaves for it.
  await rpc.search.setSettings({ embed_model: 'offline:rules' });
  await stateIs({ embedded: 3, waiting: 0, failed: 0 });
  expect(sent).toHaveLength(asked + 1);
  for (const name of ['', 'openai', 'offline:other', 'x:', 'a b:c'])
    await expect(rpc.search.setSettings({ embed_model: name })).rejects.toMatchObject({ code: 'INVALID' });
});

test('a backend that cannot, answers nonsense or refuses a text: said in a sentence, tried again, and words are found', async () => {
  const { backend, state } = await embeddingBackend();
  const clock = createFakeClock();
  const core = openCore({ backendUrl: backend.url, clock });
  await isReady(core);
  const { rpc } = core;
  await rpc.notes.create({ title: 'One', content: 'The lighthouse.' });
  const problem = (code: string, status: number): [number, object] => [
    status,
    { type: 'about:blank', title: 'No', status, code, detail: 'There is no key for openai.', request_id: 'r' },
  ];
  const stateIs = (expected: object): Promise<void> =>
    inTime({ clock, look: async () => expect((await rpc.search.settings()).state).toMatchObject(expected) });
  state.answer = () => problem('model_unavailable', 503);
  await isEmbedded(core);
  await rpc.search.setSettings({ embed_model: model });
  await stateIs({ fault: expect.stringContaining('no key for openai') as string });
  expect(await rpc.search.notes({ text: 'lighthouse', limit: 3 })).toMatchObject({
    by_meaning: false,
    items: [{ title: 'One' }],
  });
  state.answer = () => [200, { vectors: [[1, 2, 3]], model }];
  await stateIs({ fault: expect.stringContaining('not what was asked for') as string });
  state.answer = (texts) => [
    200,
    { vectors: texts.map(() => Array.from({ length: EMBEDDING_SIZE }, () => 0.1)), model: 'openai:other' },
  ];
  await stateIs({ fault: expect.stringContaining('openai:other') as string });
  expect((await rpc.search.settings()).state).toMatchObject({ embedded: 0, waiting: 1 });
  // These very texts: after three tries it is left, and found by its words.
  state.answer = () => problem('invalid_request', 422);
  await stateIs({ waiting: 0, failed: 1 });
  state.answer = (texts) => [200, { vectors: texts.map((text) => [...embedOffline(text)]), model }];
  const { items } = await rpc.notes.list({ filter: {}, order: 'updated', offset: 0, limit: 1 });
  await rpc.notes.update({ id: items[0]?.id ?? '', updates: { content: 'The lighthouse, again.' } });
  await stateIs({ embedded: 1, waiting: 0, failed: 0 });
});

test('a note that comes out of a client that never leaves is embedded: moved itself, with its project, or by the rule', async () => {
  const { backend, sent } = await embeddingBackend();
  const clock = createFakeClock();
  const core = openCore({ backendUrl: backend.url, clock });
  await isReady(core);
  const { rpc } = core;
  const secret = await rpc.clients.create({ name: 'Acme' });
  const open = await rpc.clients.create({ name: 'Weber' });
  await rpc.privacy.setRule({ client_id: secret.id, rule: 'never' });
  const [kept, moved] = [
    await rpc.projects.create({ name: 'Kept', clientId: secret.id }),
    await rpc.projects.create({ name: 'Moved', clientId: secret.id }),
  ];
  const note = await rpc.notes.create({ title: 'One', content: 'The lighthouse.', projectId: kept.id });
  await rpc.notes.create({ title: 'Two', content: 'The harbour.', projectId: moved.id });
  await rpc.notes.create({ title: 'Three', content: 'The pier.', projectId: kept.id });
  await isEmbedded(core);
  await rpc.search.setSettings({ embed_model: model });
  const stateIs = (expected: object): Promise<void> =>
    inTime({ clock, look: async () => expect((await rpc.search.settings()).state).toMatchObject(expected) });
  await stateIs({ embedded: 0, waiting: 0, failed: 3 });
  await rpc.notes.update({ id: note.id, updates: { projectId: null } });
  await stateIs({ embedded: 1, waiting: 0, failed: 2 });
  await rpc.projects.update({ id: moved.id, updates: { clientId: open.id } });
  await stateIs({ embedded: 2, waiting: 0, failed: 1 });
  expect(sent.flatMap(({ texts }) => texts)).toEqual(['One\nThe lighthouse.', 'Two\nThe harbour.']);
  await rpc.privacy.setRule({ client_id: secret.id, rule: 'none' });
  await stateIs({ embedded: 3, waiting: 0, failed: 0 });
});
