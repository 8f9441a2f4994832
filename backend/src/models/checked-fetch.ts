import type { Fetch } from './model-provider.ts';

/** What was answered is no answer of a model: most often a web page, or a path that the server does not know. */
export class UnusableAnswerError extends Error {
  readonly code = 'unusable_answer';
  readonly url: string;

  constructor({ url, contentType }: { url: string; contentType: string }) {
    super(`asked for a model's answer, the server answered ${contentType}`);
    this.name = 'UnusableAnswerError';
    this.url = url;
  }
}

/**
 * A fetch for model servers. It follows no redirect: what the user said, and a key, go to the address that was named and to no
 * other. Its promise rejects with an `UnusableAnswerError` for a web page, or for a whole document where a stream was asked
 * for: read as a stream, such an answer would look like one that was cut, and be asked for again.
 */
export function checkedFetch(fetch: Fetch): Fetch {
  return async (url, init) => {
    const response = await fetch(url, { ...init, redirect: 'manual' });
    const contentType = response.headers.get('content-type') ?? '';
    const isPage = /^text\/html\b/i.test(contentType);
    // Quotes inside a message are escaped in JSON, so this is nothing that a user wrote.
    const isStreamAsked = typeof init?.body === 'string' && init.body.includes('"stream":true');
    const isWhole = isStreamAsked && /^application\/json\b/i.test(contentType);
    if (!response.ok || !(isPage || isWhole)) return response;
    await response.body?.cancel();
    throw new UnusableAnswerError({ url: response.url, contentType });
  };
}
