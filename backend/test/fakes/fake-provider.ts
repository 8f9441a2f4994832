import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { chatCompletions } from './chat-completions.ts';
import { messages } from './messages.ts';
import { responses } from './responses.ts';
import type { Dialect, Said } from './said.ts';

export interface FakeRequest {
  path: string;
  headers: IncomingMessage['headers'];
  body: Record<string, unknown>;
  /** Counts the requests of this server from 1. */
  n: number;
  /** How the connection ended. */
  outcome: 'open' | 'answered' | 'gone';
}

/** All APIs of providers at one address on loopback, in this process, with a model that is a function. */
export interface FakeProvider {
  /** Without `/v1`. */
  url: string;
  requests: FakeRequest[];
  /** What the model says from now on; the requests so far are forgotten. */
  says(script: (request: FakeRequest, count: number) => Said): void;
  /** The vectors of embeddings from now on. */
  embeds(vectorOf: (request: FakeRequest) => number[][] | { status: number; headers?: Record<string, string> }): void;
  close(): Promise<void>;
}

const DIALECTS: readonly Dialect[] = [chatCompletions, responses, messages];

export async function startFakeProvider(): Promise<FakeProvider> {
  let script: (request: FakeRequest, count: number) => Said = () => ({ text: ['Hello.'] });
  let vectorsOf: Parameters<FakeProvider['embeds']>[0] = () => ({ status: 500 });
  let requests: FakeRequest[] = [];
  let n = 0;
  const server = createServer((request, response) => {
    request.on('error', () => undefined);
    response.on('error', () => undefined);
    void answer({ request, response });
  });

  async function answer({ request, response }: { request: IncomingMessage; response: ServerResponse }): Promise<void> {
    const body = JSON.parse(await text(request)) as Record<string, unknown>;
    n += 1;
    const path = request.url ?? '';
    const made: FakeRequest = { path, headers: request.headers, body, n, outcome: 'open' };
    response.on('close', () => {
      made.outcome = response.writableFinished ? 'answered' : 'gone';
    });
    requests.push(made);
    if (path.endsWith('/embeddings')) return sendVectors({ response, request: made });
    const dialect = DIALECTS.find((each) => path.endsWith(each.path));
    if (!dialect) return sendJson({ response, status: 404, body: { error: { message: 'not found' } } });
    const said = script(made, requests.length);
    if (said.error) {
      const { status, headers = {} } = said.error;
      return sendJson({ response, status, headers, body: said.error.body ?? dialect.error({ status, message: 'no' }) });
    }
    const events = dialect.stream({ ...said, model: String(body['model']), n });
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const stops = Math.min(
      ...[said.breaksAfter, said.dropAfter, said.endAfter, said.hangAfter].map((each) => each ?? events.length),
    );
    for (const each of events.slice(0, stops)) {
      response.write(each);
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (said.breaksAfter !== undefined) response.end(dialect.breakEvent);
    else if (said.dropAfter !== undefined) response.destroy();
    else if (said.hangAfter === undefined) response.end();
  }

  function sendVectors({ response, request }: { response: ServerResponse; request: FakeRequest }): void {
    const vectors = vectorsOf(request);
    if ('status' in vectors) return sendJson({ response, ...vectors, body: { error: { message: 'no' } } });
    const data = vectors.map((embedding, index) => ({ object: 'embedding', index, embedding }));
    const usage = { prompt_tokens: 7 * vectors.length, total_tokens: 7 * vectors.length };
    sendJson({ response, status: 200, body: { object: 'list', data, model: request.body['model'], usage } });
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get requests() {
      return requests;
    },
    says(given) {
      script = given;
      requests = [];
    },
    embeds(given) {
      vectorsOf = given;
      requests = [];
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function sendJson({
  response,
  status,
  body,
  headers = {},
}: {
  response: ServerResponse;
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

/** Sends what is meant for a provider's own address to the fake, as a name on the network would. */
export function fetchAt(fake: Pick<FakeProvider, 'url'>): typeof fetch {
  return (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (url.hostname === '127.0.0.1') return fetch(url, init);
    return fetch(new URL(url.pathname + url.search, fake.url), init);
  };
}
