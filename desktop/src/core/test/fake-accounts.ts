import type { IncomingMessage, ServerResponse } from 'node:http';

export interface Asked {
  method: string;
  path: string;
  authorization: string | undefined;
  body: Record<string, unknown>;
}

/** A backend's HTTP answers, as PROTOCOL's peer gives them: log-ins whose refresh tokens are good for one use. */
export interface FakeAccounts {
  asked: Asked[];
  /** Answers this instead, for as long as it answers something. */
  instead: (asked: Asked) => { status: number; body?: unknown; headers?: Record<string, string> } | 'never' | undefined;
  /** The access token that is good now. */
  accessToken(): string;
  revoke(): void;
  handle: (request: IncomingMessage, response: ServerResponse) => void;
}

const problem = (status: number, code: string, detail: string) => ({
  status,
  body: { type: 'about:blank', title: 'No', status, code, detail, request_id: 'r-1' },
});

export function createFakeAccounts({ userId = 'user-1' }: { userId?: string } = {}): FakeAccounts {
  const asked: Asked[] = [];
  let issued = 0;
  let live: string | undefined;

  const access = (): string => `access-${userId}-${issued}`;
  function issue(email: unknown) {
    issued += 1;
    live = `refresh-${userId}-${issued}`;
    const user = { id: userId, email: String(email), created_at: 1 };
    return { user, access_token: access(), refresh_token: live };
  }

  const fake: FakeAccounts = {
    asked,
    instead: () => undefined,
    accessToken: access,
    revoke() {
      live = undefined;
    },
    handle(request, response) {
      let text = '';
      request.on('data', (chunk: Buffer) => (text += chunk.toString()));
      request.on('end', () => {
        const seen: Asked = {
          method: request.method ?? '',
          path: request.url ?? '',
          authorization: request.headers.authorization,
          body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
        };
        asked.push(seen);
        const answer = fake.instead(seen) ?? answerTo(seen);
        if (answer === 'never') return;
        response.writeHead(answer.status, { 'content-type': 'application/json', ...('headers' in answer ? answer.headers : {}) });
        response.end(answer.body === undefined ? '' : JSON.stringify(answer.body));
      });
    },
  };

  function answerTo({ path, body, authorization }: Asked): { status: number; body?: unknown; headers?: Record<string, string> } {
    const isKnown = live !== undefined && authorization === `Bearer ${access()}`;
    switch (path) {
      case '/api/v1/auth/register':
        return { status: 201, body: issue(body['email']) };
      case '/api/v1/auth/login':
        if (body['password'] !== 'correct horse')
          return problem(401, 'invalid_credentials', 'No account has this address and password.');
        return { status: 200, body: issue(body['email']) };
      case '/api/v1/auth/refresh':
        if (live === undefined || body['refresh_token'] !== live) {
          live = undefined;
          return problem(401, 'refresh_token_reused', 'This refresh token was used before.');
        }
        return { status: 200, body: issue('anna@example.com') };
      case '/api/v1/auth/logout':
        live = undefined;
        return { status: 204 };
      case '/api/v1/devices':
        if (!isKnown) return problem(401, 'unauthorized', 'A valid access token is needed.');
        return {
          status: 200,
          body: { items: [{ device_id: 'other', store_id: 's', app_version: '1', last_seen_at: 5, connected: false }] },
        };
      default:
        return problem(404, 'not_found', 'There is nothing here.');
    }
  }
  return fake;
}
