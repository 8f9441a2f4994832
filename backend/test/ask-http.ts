/** An answer of the backend's HTTP side. */
export interface HttpAnswer {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
}

/** Asks the backend as any client would. `path` is what follows `/api/v1`. */
export async function askHttp({
  url,
  token,
  method = 'GET',
  path,
  body,
  headers = {},
}: {
  url: string;
  token?: string | undefined;
  method?: string;
  path: string;
  /** A text is sent as it is. */
  body?: unknown;
  headers?: Record<string, string>;
}): Promise<HttpAnswer> {
  const answer = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  const isJson = answer.headers.get('content-type')?.includes('json') === true;
  return {
    status: answer.status,
    headers: answer.headers,
    body: isJson ? (JSON.parse(text) as Record<string, unknown>) : { text },
  };
}
