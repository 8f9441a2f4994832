import { problemSchema } from '@adiuva/shared-protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectDevice, registerUser } from './bare-device.ts';
import { createFakeClock } from './fake-clock.ts';
import { startTestBackend, type TestBackend } from './start-backend.ts';
import { createTestDatabase } from './test-database.ts';

let backend: TestBackend;
const clock = createFakeClock();

beforeAll(async () => {
  backend = await startTestBackend({ database: await createTestDatabase(), clock });
});
afterAll(async () => {
  await backend.close();
});

interface Answer {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
}

async function request({
  method = 'GET',
  path,
  token,
  body,
  type = 'application/json',
}: {
  method?: string;
  path: string;
  token?: string | undefined;
  body?: unknown;
  type?: string;
}): Promise<Answer> {
  const answer = await fetch(`${backend.url}${path}`, {
    method,
    headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...(body === undefined ? {} : { 'content-type': type }) },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  return {
    status: answer.status,
    headers: answer.headers,
    body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
  };
}

function expectProblem({ answer, status, code }: { answer: Answer; status: number; code: string }): void {
  expect([answer.status, answer.body['code']]).toEqual([status, code]);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  const problem = problemSchema.parse(answer.body);
  expect(problem.status).toBe(status);
  expect(problem.request_id).toBe(answer.headers.get('x-request-id'));
}

const post = (path: string, body: unknown, token?: string): Promise<Answer> =>
  request({ method: 'POST', path: `/api/v1/auth/${path}`, body, token });
const password = 'correct horse battery';

test('health and ready are open', async () => {
  expect((await request({ path: '/api/v1/health' })).body).toEqual({ status: 'ok', version: '0.0.0-test' });
  const ready = await request({ path: '/api/v1/ready' });
  expect([ready.status, ready.body]).toEqual([200, { ready: true, database: 'ok', queue: 'ok', bus: 'ok' }]);
});

test('register, log in, me', async () => {
  const made = await post('register', { email: ' Anna@Example.test ', password });
  expect(made.status).toBe(201);
  expect(made.body).toEqual({
    user: { id: expect.any(String), email: 'anna@example.test', created_at: clock.now() },
    access_token: expect.any(String),
    refresh_token: expect.any(String),
  });
  expectProblem({ answer: await post('register', { email: 'ANNA@example.test', password }), status: 409, code: 'email_taken' });
  const loggedIn = await post('login', { email: 'anna@example.test', password });
  expect([loggedIn.status, loggedIn.body['user']]).toEqual([200, made.body['user']]);
  const me = await request({ path: '/api/v1/auth/me', token: String(loggedIn.body['access_token']) });
  expect(me.body).toEqual({ user: made.body['user'], tier: 'pro', limits: { batch_active: 10 } });
  expectProblem({
    answer: await post('login', { email: 'anna@example.test', password: 'wrong' }),
    status: 401,
    code: 'invalid_credentials',
  });
  expectProblem({
    answer: await post('login', { email: 'nobody@example.test', password }),
    status: 401,
    code: 'invalid_credentials',
  });
});

test('a refresh token is good once; its reuse revokes the log-in and closes its sockets', async () => {
  const user = await registerUser(backend);
  const device = await connectDevice({ url: backend.url, token: user.access });
  const second = await post('refresh', { refresh_token: user.refresh });
  expect(second.status).toBe(200);
  expectProblem({ answer: await post('refresh', { refresh_token: user.refresh }), status: 401, code: 'refresh_token_reused' });
  expect(await device.closed()).toBe(4001);
  expectProblem({
    answer: await post('refresh', { refresh_token: second.body['refresh_token'] }),
    status: 401,
    code: 'refresh_token_reused',
  });
  for (const token of [user.access, String(second.body['access_token'])]) {
    expectProblem({ answer: await request({ path: '/api/v1/auth/me', token }), status: 401, code: 'unauthorized' });
  }
  expectProblem({ answer: await post('refresh', { refresh_token: 'never-made' }), status: 401, code: 'unauthorized' });
});

test('two uses of a refresh token at once: one is answered, and the other revokes', async () => {
  const user = await registerUser(backend);
  const answers = await Promise.all([1, 2].map(() => post('refresh', { refresh_token: user.refresh })));
  expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200, 401]));
});

test('log-out revokes this log-in alone', async () => {
  const user = await registerUser(backend);
  const other = await post('login', { email: user.email, password });
  const device = await connectDevice({ url: backend.url, token: user.access });
  const out = await request({ method: 'POST', path: '/api/v1/auth/logout', token: user.access });
  expect([out.status, out.body]).toEqual([204, {}]);
  expect(await device.closed()).toBe(4001);
  expectProblem({ answer: await request({ path: '/api/v1/auth/me', token: user.access }), status: 401, code: 'unauthorized' });
  expect((await request({ path: '/api/v1/auth/me', token: String(other.body['access_token']) })).status).toBe(200);
  expect((await post('logout', {}, String(other.body['access_token']))).status).toBe(204);
});

test('an access token lives 15 minutes', async () => {
  const user = await registerUser(backend);
  clock.advance(14 * 60_000);
  expect((await request({ path: '/api/v1/auth/me', token: user.access })).status).toBe(200);
  clock.advance(60_000 + 1_000);
  expectProblem({ answer: await request({ path: '/api/v1/auth/me', token: user.access }), status: 401, code: 'unauthorized' });
});

test('every error is a problem document', async () => {
  const invalid = await post('register', { email: 'x', password: 'y', admin: true });
  expectProblem({ answer: invalid, status: 422, code: 'invalid_request' });
  expect((invalid.body['errors'] as { path: string }[]).map((error) => error.path).toSorted()).toEqual(['', 'email', 'password']);
  expectProblem({ answer: await post('register', '{broken'), status: 422, code: 'invalid_request' });
  expectProblem({
    answer: await post('register', '{"__proto__":{"x":1},"email":"a@b.test","password":"12345678"}'),
    status: 422,
    code: 'invalid_request',
  });
  expectProblem({ answer: await request({ method: 'POST', path: '/api/v1/auth/login' }), status: 422, code: 'invalid_request' });
  expectProblem({
    answer: await request({ method: 'POST', path: '/api/v1/auth/login', body: 'x=1', type: 'text/plain' }),
    status: 415,
    code: 'unsupported_media_type',
  });
  expectProblem({
    answer: await post('login', { email: 'a@b.test', password: 'x'.repeat(1_100_000) }),
    status: 413,
    code: 'too_large',
  });
  expectProblem({ answer: await request({ path: '/api/v1/nothing' }), status: 404, code: 'not_found' });
  expectProblem({ answer: await request({ path: '/api/v1/auth/%zz' }), status: 404, code: 'not_found' });
  expectProblem({ answer: await request({ path: '/api/v1/auth/me' }), status: 401, code: 'unauthorized' });
  const wrongMethod = await request({ method: 'DELETE', path: '/api/v1/auth/login' });
  expectProblem({ answer: wrongMethod, status: 405, code: 'method_not_allowed' });
  expect(wrongMethod.headers.get('allow')).toBe('POST');
  const user = await registerUser(backend);
  expectProblem({
    answer: await request({ path: '/api/v1/ws/device', token: user.access }),
    status: 426,
    code: 'invalid_request',
  });
});

test('log-in: the 11th try in a minute is refused, for that account alone', async () => {
  for (let count = 0; count < 10; count += 1) {
    expect((await post('login', { email: 'limit@example.test', password: 'wrong' })).status).toBe(401);
  }
  const refused = await post('login', { email: 'Limit@example.test', password: 'wrong' });
  expectProblem({ answer: refused, status: 429, code: 'rate_limited' });
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await post('login', { email: 'limit-2@example.test', password: 'wrong' })).status).toBe(401);
});

test('the 601st request of a user within a minute is refused, of another user not', async () => {
  const user = await registerUser(backend);
  const statuses = await Promise.all(
    Array.from({ length: 601 }, () => request({ path: '/api/v1/auth/me', token: user.access }).then(({ status }) => status)),
  );
  expect(statuses.filter((status) => status === 429)).toHaveLength(1);
  const other = await registerUser(backend);
  expect((await request({ path: '/api/v1/auth/me', token: other.access })).status).toBe(200);
});

test('the OpenAPI 3.1 document describes the routes that exist, from the schemas that validate', async () => {
  const { body } = await request({ path: '/api/v1/openapi.json' });
  expect(body['openapi']).toBe('3.1.0');
  const paths = body['paths'] as Record<
    string,
    Record<string, { requestBody?: { content: Record<string, { schema: { required?: string[] } }> } }>
  >;
  expect(Object.keys(paths).toSorted()).toEqual([
    '/api/v1/agent/runs',
    '/api/v1/agent/runs/{id}',
    '/api/v1/agent/runs/{id}/cancel',
    '/api/v1/agent/runs/{id}/events',
    '/api/v1/agent/runs/{id}/resume',
    '/api/v1/attachments',
    '/api/v1/attachments/{id}',
    '/api/v1/auth/login',
    '/api/v1/auth/logout',
    '/api/v1/auth/me',
    '/api/v1/auth/refresh',
    '/api/v1/auth/register',
    '/api/v1/devices',
    '/api/v1/devices/{id}',
    '/api/v1/health',
    '/api/v1/llm/usage',
    '/api/v1/metrics',
    '/api/v1/models',
    '/api/v1/models/test',
    '/api/v1/ready',
    '/api/v1/sessions',
    '/api/v1/sessions/{id}',
    '/api/v1/sessions/{id}/messages',
    '/api/v1/sessions/{id}/traces',
    '/api/v1/storage/vectors/embed',
  ]);
  expect(paths['/api/v1/auth/register']?.['post']?.requestBody?.content['application/json']?.schema.required).toEqual([
    'email',
    'password',
  ]);
});
