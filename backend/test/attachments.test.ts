import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { registerUser } from './bare-device.ts';
import { startProviderBackend, type ProviderBackend } from './fakes/provider-backend.ts';

let here: ProviderBackend;

beforeAll(async () => {
  here = await startProviderBackend();
});
afterAll(() => here.close());
afterEach(() => here.rows('delete from attachments'));

const PNG = readFileSync(join(import.meta.dirname, '../../docs/screens/chat-light.png'));

interface Upload {
  status: number;
  body: Record<string, unknown>;
}

async function upload(
  file: { name: string; bytes: Buffer | string; type?: string },
  { token = here.token, field = 'file' } = {},
): Promise<Upload> {
  const form = new FormData();
  form.append(field, new Blob([file.bytes], { type: file.type ?? 'application/octet-stream' }), file.name);
  const answer = await fetch(`${here.backend.url}/api/v1/attachments`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: form,
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

function read(id: string, token = here.token): Promise<Response> {
  return fetch(`${here.backend.url}/api/v1/attachments/${id}`, { headers: { authorization: `Bearer ${token}` } });
}

let asked = 0;
async function say({
  ids,
  model,
  session = 's',
}: {
  ids: unknown[];
  model: string;
  session?: string;
}): Promise<Record<string, unknown>> {
  const requestId = `file-${(asked += 1)}`;
  here.device.send({
    type: 'chat_request',
    request_id: requestId,
    message: 'What is this?',
    context: { timezone: 'UTC', model, session_id: session, attachments: ids.map((id) => ({ attachment_id: id })) },
  });
  const first = await here.device.until(
    (frame) => frame['request_id'] === requestId && (frame.type === 'run_started' || frame.type === 'error'),
  );
  if (first.type === 'error') return first;
  return here.device.until((frame) => frame.type === 'final' && frame['run_id'] === first['run_id'], 20_000);
}

/** A PDF of one page with these words, in one compressed stream. */
function pdf(words: string): Buffer {
  const stream = deflateSync(Buffer.from(`BT /F1 12 Tf 72 720 Td (${words}) Tj ET`));
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} /Filter /FlateDecode >>\nstream\n${stream.toString('latin1')}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let text = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const start = text.length;
  text += `xref\n0 6\n0000000000 65535 f \n${places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}`;
  text += `trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n${start}\n%%EOF`;
  return Buffer.from(text, 'latin1');
}

test('an image comes back as it was, and is nobody else’s', async () => {
  const { status, body } = await upload({ name: '../../etc/scr\u202Eeen.png', bytes: PNG });
  expect(status).toBe(201);
  expect(body).toMatchObject({ name: 'screen.png', content_type: 'image/png', bytes: PNG.length });
  const id = String(body['attachment_id']);
  const answer = await read(id);
  expect(answer.headers.get('content-type')).toBe('image/png');
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  expect(Buffer.from(await answer.arrayBuffer()).equals(PNG)).toBe(true);
  const other = await registerUser(here.backend);
  expect((await read(id, other.access)).status).toBe(404);
  expect((await read('not there')).status).toBe(422);
  const [row] = await here.rows('select content_enc, meta_enc from attachments');
  expect(Buffer.from(row?.['content_enc'] as Buffer).includes(PNG.subarray(0, 64))).toBe(false);
});

test.each([
  ['a page that calls itself an image', { name: 'x.png', bytes: '<html><script>alert(1)</script></html>' }, 415],
  ['a program', { name: 'x.png', bytes: Buffer.from('MZ\u0090\0'.repeat(50), 'latin1') }, 415],
  ['a vector image, which may hold a script', { name: 'x.svg', bytes: '<svg xmlns="http://www.w3.org/2000/svg"/>' }, 415],
  ['an empty file', { name: 'x.txt', bytes: '' }, 422],
  ['a PDF without a word', { name: 'x.pdf', bytes: pdf('') }, 422],
  ['more than 20 MB', { name: 'x.txt', bytes: Buffer.alloc(20 * 1024 * 1024 + 1, 'a') }, 413],
])('%s is not taken, and the answer says why', async (_, file, status) => {
  const answer = await upload(file);
  expect([answer.status, answer.body['detail']]).toEqual([status, expect.stringMatching(/not taken|larger/)]);
  expect(await here.rows('select id from attachments')).toEqual([]);
});

test('a form without a file, and a body that is no form, are refused', async () => {
  const form = new FormData();
  form.append('words', 'no file');
  const post = (body: FormData | string): Promise<Response> =>
    fetch(`${here.backend.url}/api/v1/attachments`, { method: 'POST', headers: { authorization: `Bearer ${here.token}` }, body });
  expect((await post(form)).status).toBe(422);
  expect((await post('{}')).status).toBe(415);
  expect((await fetch(`${here.backend.url}/api/v1/attachments`, { method: 'POST', body: form })).status).toBe(401);
});

test.each([
  ['openai:gpt-5.4-mini', /"input_image"/],
  ['anthropic:claude-haiku-4-5', /"type":"image","source":\{"type":"base64","media_type":"image\/png"/],
  ['local:llava', /"image_url"/],
])('%s is shown the image, in this turn and the next; the prefix stays', async (model, part) => {
  const { body } = await upload({ name: 'screen.png', bytes: PNG });
  here.fake.says(() => ({ text: ['A chat.'] }));
  const end = await say({ ids: [body['attachment_id']], model, session: model });
  expect(end).toMatchObject({ status: 'success', response: 'A chat.' });
  await say({ ids: [], model, session: model });
  const [first, second] = here.fake.requests.map((request) => JSON.stringify(request.body['input'] ?? request.body['messages']));
  expect(first).toMatch(part);
  expect(first).toContain(PNG.toString('base64').slice(0, 200));
  expect(first).toContain('screen.png');
  expect(second).toContain(PNG.toString('base64').slice(0, 200));
});

test('a model that does not see is told so, and reads documents as everybody does', async () => {
  const image = await upload({ name: 'screen.png', bytes: PNG });
  const document = await upload({ name: 'Offer.pdf', bytes: pdf('The fee is 400 euro') });
  const note = await upload({ name: 'note.md', bytes: '# Hi\n```\ncode\n```\n' });
  expect(document.body).toMatchObject({ content_type: 'application/pdf' });
  expect(note.body).toMatchObject({ content_type: 'text/markdown' });
  here.fake.says(() => ({ text: ['So.'] }));
  await say({ ids: [image, document, note].map(({ body }) => body['attachment_id']), model: 'deepseek:deepseek-v4-flash' });
  const said = JSON.stringify(here.fake.requests[0]?.body['messages']);
  expect(said).toContain('cannot be shown here');
  expect(said).toContain('The fee is 400 euro');
  expect(said).toContain('````');
  expect(said).not.toContain('image_url');
});

test('a file is one message’s: used twice, a stranger’s, or gone, the message is not taken and nothing of it is kept', async () => {
  const { body } = await upload({ name: 'a.txt', bytes: 'words' });
  const id = body['attachment_id'];
  here.fake.says(() => ({ text: ['So.'] }));
  const model = 'local:qwen3';
  expect(await say({ ids: [id, id], model })).toMatchObject({ status: 'success' });
  const other = await registerUser(here.backend);
  const theirs = await upload({ name: 'b.txt', bytes: 'words' }, { token: other.access });
  for (const ids of [[id], [theirs.body['attachment_id']], ['gone']])
    expect(await say({ ids, model, session: 'refused' })).toMatchObject({
      type: 'error',
      code: 'invalid_data',
      retryable: false,
    });
  expect(await here.rows("select id from sessions where id = 'refused'")).toEqual([]);
});

test('a conversation that is forgotten takes its files along', async () => {
  const { body } = await upload({ name: 'a.txt', bytes: 'words' });
  here.fake.says(() => ({ text: ['So.'] }));
  await say({ ids: [body['attachment_id']], model: 'local:qwen3', session: 'to-forget' });
  const answer = await fetch(`${here.backend.url}/api/v1/sessions/to-forget`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${here.token}` },
  });
  expect(answer.status).toBe(204);
  expect(await here.rows('select id from attachments')).toEqual([]);
});
