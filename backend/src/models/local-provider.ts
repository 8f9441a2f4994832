import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import type { ModelProvider } from './create-models.ts';
import { withThoughtsApart } from './with-thoughts-apart.ts';

/** Where the models called `local:NAME` are: any server that speaks OpenAI's chat completions. */
export interface LocalServer {
  /** As OpenAI's own clients take it: `/chat/completions` is put behind it and nothing else, so it mostly ends in `/v1`. */
  baseUrl: string;
  /** Sent as a bearer token; undefined: no such header. */
  apiKey: string | undefined;
}

/** Whether what is sent to the server stays on this machine, as far as its address tells. */
export function isOnThisMachine({ baseUrl }: Pick<LocalServer, 'baseUrl'>): boolean {
  const host = URL.parse(baseUrl)?.hostname ?? '';
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(\.\d+){3}$/.test(host);
}

/** What was answered is no stream of chat completions: most often a web page, or a path that the server does not know. */
export class UnusableAnswerError extends Error {
  readonly code = 'unusable_answer';
  readonly url: string;

  constructor({ url, contentType }: { url: string; contentType: string }) {
    super(`asked for a stream of chat completions, the server answered ${contentType}`);
    this.name = 'UnusableAnswerError';
    this.url = url;
  }
}

/** The models of a local server, each by the name that the server has for it. */
export function createLocalProvider({ baseUrl, apiKey }: LocalServer): ModelProvider {
  const provider = createOpenAICompatible({
    name: 'local',
    baseURL: baseUrl.replace(/\/+$/, ''),
    ...(apiKey === undefined ? {} : { apiKey }),
    // Without it no usage comes with a stream.
    includeUsage: true,
    fetch: fetchAnswer,
  });
  return (modelId) => withThoughtsApart(provider.chatModel(modelId));
}

/** @throws UnusableAnswerError: read as a stream, such an answer would look like one that was cut, and be asked for again. */
async function fetchAnswer(url: Parameters<typeof fetch>[0], init?: RequestInit): Promise<Response> {
  const response = await fetch(url, init);
  const contentType = response.headers.get('content-type') ?? '';
  const isPage = /^text\/html\b/i.test(contentType);
  // Quotes inside a message are escaped in JSON, so this is nothing that a user wrote.
  const isStreamAsked = typeof init?.body === 'string' && init.body.includes('"stream":true');
  const isWhole = isStreamAsked && /^application\/json\b/i.test(contentType);
  if (!response.ok || !(isPage || isWhole)) return response;
  await response.body?.cancel();
  throw new UnusableAnswerError({ url: response.url, contentType });
}
