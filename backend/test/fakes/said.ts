/** What a fake model says, whichever API it is asked by. */
export interface Said {
  /** Thoughts, told apart from the text; with what the API wants back of them. */
  thoughts?: string;
  /** Deltas of the text. */
  text?: string[];
  /** A string goes out as it is, so it may be broken JSON. */
  calls?: { name: string; input: unknown }[];
  usage?: Usage;
  /** Instead of the end that the content has. */
  finish?: 'length' | 'filtered';
  /** Instead of an answer. */
  error?: { status: number; body?: unknown; headers?: Record<string, string> };
  /** An error in the middle of the stream, in the API's own form, after so many events. */
  breaksAfter?: number;
  /** Cuts the connection after so many events. */
  dropAfter?: number;
  /** Ends the stream in order after so many events, without its last ones. */
  endAfter?: number;
  /** Says nothing more after so many events. */
  hangAfter?: number;
}

export interface Usage {
  input: number;
  output: number;
  cached?: number;
  /** Anthropic alone. */
  written?: number;
  reasoning?: number;
}

/** One API: how its streams and its errors look. */
export interface Dialect {
  /** Ends of the addresses that it is asked at. */
  path: string;
  /** Server-sent events, each with its blank line. */
  stream(said: Said & { model: string; n: number }): string[];
  error(said: { status: number; message: string }): unknown;
  /** An error as an event of a stream. */
  breakEvent: string;
}

export const usageOf = ({ usage }: Said): Required<Usage> => ({
  input: 100,
  output: 10,
  cached: 0,
  written: 0,
  reasoning: 0,
  ...usage,
});
export const inputText = (input: unknown): string => (typeof input === 'string' ? input : JSON.stringify(input));
/** As models give it: in pieces. */
export const pieces = (text: string): string[] => text.match(/[^]{1,12}/g) ?? [];
export const event = (data: object): string => `data: ${JSON.stringify(data)}\n\n`;
export const namedEvent = ({ type, ...data }: { type: string } & Record<string, unknown>): string =>
  `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`;
